from django.http import HttpRequest, HttpResponse


def my_entry(request: HttpRequest, uid: str) -> HttpResponse:
    return HttpResponse("")

"""The page about the API. The API's own addresses carry no language and stand apart."""

from django.urls import path

from yucaihui.api.views import reference

app_name = "developers"
urlpatterns = [path("developers/", reference, name="reference")]

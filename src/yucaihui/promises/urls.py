"""Addresses of the pages on promises."""

from django.urls import path

from yucaihui.promises import views

app_name = "promises"
urlpatterns = [path("my/promises/", views.owed, name="owed")]

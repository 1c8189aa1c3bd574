from django.urls import path

from yucaihui.ui import views

app_name = "ui"
urlpatterns = [path("size/", views.set_size, name="size")]

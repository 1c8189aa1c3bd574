"""Addresses of recruitment: what everybody reads, and the employers' own pages."""

from yucaihui.recruitment.urls import public

app_name = "recruitment"
urlpatterns = [*public.urlpatterns]

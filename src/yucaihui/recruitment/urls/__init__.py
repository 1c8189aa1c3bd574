"""Addresses of recruitment: what everybody reads, and the employers' own pages."""

from yucaihui.recruitment.urls import applications, employers, matches, public

app_name = "recruitment"
urlpatterns = [
    *public.urlpatterns,
    *matches.urlpatterns,
    *applications.urlpatterns,
    *employers.urlpatterns,
]

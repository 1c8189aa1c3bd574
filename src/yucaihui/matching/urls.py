"""Addresses of audits."""

from django.urls import path

from yucaihui.matching import views

app_name = "matching"
urlpatterns = [
    path("office/matching/audits/", views.audit_list, name="audits"),
    path("office/matching/audits/<slug:uid>/", views.audit, name="audit"),
    path("office/matching/audits/<slug:uid>/csv/", views.audit_csv, name="audit_csv"),
]

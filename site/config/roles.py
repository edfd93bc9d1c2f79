"""The roles of the shop's own people and the rights of each, the least that its work needs.

The table below is the truth: `setup_roles` gives each group exactly these rights. Whoever wants another mix makes a
group of another name. What every role may and may not open is written down in docs/operations.md and tested.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models

from shop.dashboard.rights import STAFF_RIGHTS

OUR_ROOMS = {"home", "helpcenter", "shop"}


class Role(models.TextChoices):
    """What somebody may do beside buying."""

    EDITOR = "editor", _("Editor: pages, pictures, translations and policy facts in the CMS")
    STAFF = "staff", _("Staff: the dashboard, and reports in the CMS")
    ADMIN = "admin", _("Administrator: everything")
    NONE = "none", _("Customer: nothing beside the shop")


@dataclass(frozen=True)
class Rights:
    """A group's name and what it may do: permissions anywhere, on all pages, on all files."""

    group: str
    permissions: tuple = ()
    on_pages: tuple = ()
    on_files: tuple = ()
    edits_our_settings: bool = False


RIGHTS = {
    Role.EDITOR: Rights(
        group="Editors",
        permissions=("wagtailadmin.access_admin", "wagtail_localize.submit_translation"),
        on_pages=("add_page", "change_page", "publish_page"),
        on_files=(
            "wagtailimages.add_image",
            "wagtailimages.change_image",
            "wagtailimages.choose_image",
            "wagtaildocs.add_document",
            "wagtaildocs.change_document",
            "wagtaildocs.choose_document",
        ),
        edits_our_settings=True,
    ),
    # Unlocking is the one right on pages that opens the reports and edits nothing.
    Role.STAFF: Rights(
        group="Staff", permissions=("wagtailadmin.access_admin", *STAFF_RIGHTS), on_pages=("unlock_page",)
    ),
}
UNUSED_GROUPS = ("Moderators", "All Oscar Dashboard Permissions")  # Wagtail's and Oscar's own; nobody here is in them


@transaction.atomic
def set_up_roles():
    """Give each role's group exactly its rights."""
    for rights in RIGHTS.values():
        group, _created = Group.objects.get_or_create(name=rights.group)
        group.permissions.set(_permissions(rights))
        _set_page_rights(group, rights.on_pages)
        _set_file_rights(group, rights.on_files)
    Group.objects.filter(name__in=UNUSED_GROUPS, user=None).delete()


@transaction.atomic
def grant_role(user, role):
    """Make `user` exactly that: what an earlier role gave is taken away."""
    role = Role(role)
    user.groups.remove(*Group.objects.filter(name__in=[rights.group for rights in RIGHTS.values()]))
    if role in RIGHTS:
        user.groups.add(Group.objects.get(name=RIGHTS[role].group))
    user.is_staff = role in (Role.STAFF, Role.ADMIN)
    user.is_superuser = role == Role.ADMIN
    user.save(update_fields=["is_staff", "is_superuser"])


def _permissions(rights):
    names = set(rights.permissions)
    if rights.edits_our_settings:
        names |= {_name("change", model) for model in settings_registry if _is_ours(model)}
        verbs = ("add", "change", "delete", "publish", "view")
        names |= {_name(verb, model) for model in get_snippet_models() if _is_ours(model) for verb in verbs}
    return _named(names)


def _is_ours(model):
    return model.__module__.partition(".")[0] in OUR_ROOMS


def _name(verb, model):
    return f"{model._meta.app_label}.{verb}_{model._meta.model_name}"


def _named(names):
    """The permissions of these `app.codename`s; those that do not exist (no snippet needs all verbs) are left out."""
    split = [name.split(".") for name in names]
    apps, codenames = {app for app, _codename in split}, {codename for _app, codename in split}
    likely = Permission.objects.filter(content_type__app_label__in=apps, codename__in=codenames)
    return [
        permission
        for permission in likely.select_related("content_type")
        if f"{permission.content_type.app_label}.{permission.codename}" in names
    ]


def _set_page_rights(group, codenames):
    root = Page.get_first_root_node()
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__codename__in=codenames).delete()
    given = GroupPagePermission.objects.filter(group=group).values("permission")
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    missing = [GroupPagePermission(group=group, page=root, permission=row) for row in wanted.exclude(pk__in=given)]
    GroupPagePermission.objects.bulk_create(missing, ignore_conflicts=True)  # two processes may do it at once


def _set_file_rights(group, names):
    root = Collection.get_first_root_node()
    permissions = _named(names)
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=root, permission__in=permissions).delete()
    given = set(GroupCollectionPermission.objects.filter(group=group).values_list("permission", flat=True))
    missing = [
        GroupCollectionPermission(group=group, collection=root, permission=permission)
        for permission in permissions
        if permission.pk not in given
    ]
    GroupCollectionPermission.objects.bulk_create(missing, ignore_conflicts=True)

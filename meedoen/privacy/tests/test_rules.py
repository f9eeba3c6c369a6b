"""Nothing about people stays unclassified: each kind of gap is found and named."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from meedoen.privacy.choices import Ground
from meedoen.privacy.rules import gaps

WHOLE = {
    "ground": Ground.PUBLIC_TASK,
    "keep_years": 5,
    "personal": {"name", "owner"},
    "plain": {"kind"},
}


def model_with(**declared):
    """A model with three fields and this Privacy class, known to nobody else."""
    with isolate_apps("meedoen.privacy"):

        class Owner(models.Model):
            class Meta:
                app_label = "privacy"

            def __str__(self):
                return ""

        class Sample(models.Model):
            name = models.CharField(max_length=9)
            kind = models.CharField(max_length=9)
            owner = models.ForeignKey(Owner, models.PROTECT, related_name="+")
            many = models.ManyToManyField(Owner, related_name="+")

            class Meta:
                app_label = "privacy"

            def __str__(self):
                return self.name

    if declared:
        Sample.Privacy = type("Privacy", (), declared)
    return Sample


def test_a_model_that_says_everything_has_no_gaps():
    assert gaps(model_with(**WHOLE)) == []


def test_a_model_that_says_nothing_is_found():
    assert gaps(model_with()) == ["has no class Privacy"]


@pytest.mark.parametrize(
    ("said", "gap"),
    [
        ({"ground": "public_task"}, "names no ground"),
        ({"ground": None}, "names no ground"),
        ({"keep_years": None}, "says not how many years it is kept"),
        ({"keep_years": "5"}, "says not how many years it is kept"),
        ({"personal": {"owner"}}, "does not classify name"),
        ({"plain": set()}, "does not classify kind"),
        ({"plain": {"kind", "shoe_size"}}, "names shoe_size, which it does not have"),
        ({"plain": {"kind", "many"}}, "names many, which it does not have"),
        ({"plain": {"kind", "name"}}, "calls name both personal and plain"),
    ],
)
def test_each_kind_of_gap_is_named(said, gap):
    assert gaps(model_with(**{**WHOLE, **said})) == [gap]


def test_every_gap_is_named_at_once():
    class_without_words = {"keep_years": 0.5}
    assert gaps(model_with(**class_without_words)) == [
        "names no ground",
        "does not classify kind",
        "does not classify name",
        "does not classify owner",
    ]


def test_a_privacy_class_of_a_parent_counts_for_its_child():
    model = model_with(**WHOLE)
    model.Privacy = type("Privacy", (model.Privacy,), {"keep_years": 2})
    assert gaps(model) == []


def test_each_ground_names_the_law_or_the_work_it_rests_on():
    assert {ground.value for ground in Ground} == {
        "public_task", "legal_duty", "consent", "staff", "accountability", "no_person",
    }  # fmt: skip
    for ground in (Ground.PUBLIC_TASK, Ground.LEGAL_DUTY, Ground.CONSENT):
        assert "AVG art. 6" in str(ground.label)


def test_what_is_not_about_people_holds_nothing_personal():
    """The ground `no_person` and a personal field contradict each other."""
    for model in apps.get_models():
        declared = getattr(model, "Privacy", None)
        if declared is not None and declared.ground == Ground.NO_PERSON:
            assert not declared.personal, model._meta.label

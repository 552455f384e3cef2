from planner.domain.blueprints import Arrow, assemble, missing_prerequisites

PREREQUISITES = {"portal": ["exchange"], "exchange": ["registers"], "identity": ["exchange"], "registers": []}


def test_missing_prerequisites_names_who_asks_and_goes_to_the_ground():
    missing = missing_prerequisites(["portal", "identity"], PREREQUISITES)

    assert missing == {"exchange": ("portal", "identity"), "registers": ("exchange",)}


def test_missing_prerequisites_is_empty_when_all_are_chosen():
    assert missing_prerequisites(["portal", "exchange", "registers"], PREREQUISITES) == {}


def test_missing_prerequisites_ends_when_two_ask_for_each_other():
    assert missing_prerequisites(["a"], {"a": ["b"], "b": ["a"]}) == {"b": ("a",)}


def test_assemble_brings_a_shared_task_once():
    tasks_of = {"law": ["committee", "draft"], "portal": ["committee", "build"], "training": ["committee", "teach"]}

    assembly = assemble(["law", "portal", "training"], tasks_of, [])

    assert assembly.owner == {"committee": "law", "draft": "law", "build": "portal", "teach": "training"}
    assert assembly.also_serves == {"committee": ("portal", "training")}


def test_assemble_drops_arrows_whose_other_end_nobody_brings():
    inside = Arrow("committee", "draft", "FS", 0)
    outside = Arrow("draft", "build", "SS", 10)

    assembly = assemble(["law"], {"law": ["committee", "draft"], "portal": ["build"]}, [inside, outside])

    assert assembly.arrows == (inside,)


def test_assemble_into_a_plan_leaves_what_is_there_as_it_is():
    tasks_of = {"portal": ["committee", "build"]}
    arrows = [Arrow("committee", "build", "FS", 0), Arrow("committee", "draft", "FS", 0), Arrow("build", "x", "FS", 0)]

    assembly = assemble(["portal"], tasks_of, arrows, present={"committee", "draft"})

    assert assembly.owner == {"build": "portal"}
    assert assembly.also_serves == {"committee": ("portal",)}
    assert assembly.arrows == (arrows[0],)

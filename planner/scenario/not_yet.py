"""Keys of the vocabulary that this version does not understand yet, by the section they belong to."""

LEAVE_OUT = "leave it out"

NOT_YET: dict[str, dict[str, str]] = {
    "chat_types": {
        "service_level": "the promise is for all types together; each type's own level is in the report",
    },
}
"""By section (names of chat types and groups left out) the keys, and what to do until then."""


def until_then(path: tuple[str | int, ...]) -> str | None:
    """Return what to do instead of a key that is to come, None if it is not one of them."""
    section = [str(step) for step in path[:-1]]
    if section[:1] in (["chat_types"], ["agent_groups"]):
        del section[1:2]
    return NOT_YET.get(".".join(section), {}).get(str(path[-1]))

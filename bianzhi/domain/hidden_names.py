"""Names of people left out where a screen or a sheet is seen by others."""


def hidden_name(name: str) -> str:
    """王** for 王小明: the first character, and two stars whatever the length; nothing for nothing."""
    return f"{name.strip()[:1]}**" if name.strip() else ""

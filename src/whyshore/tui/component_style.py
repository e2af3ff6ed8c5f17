"""How a part of a widget that draws its own lines looks, as the theme has it."""

from rich.style import Style
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """What a component class says of its own, to be laid over what it stands on.

    A colour that follows the ground, such as `$text-muted`, is worked out on the ground of the
    widget: Textual leaves it white in a style that is partial.
    """
    style = widget.get_component_rich_style(name, partial=True)
    if widget.get_component_styles(name).auto_color:
        style += Style(color=widget.get_component_rich_style(name).color)
    return style

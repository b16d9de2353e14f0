"""Gradio's theme: its variables point at ours, so that page.css alone knows colours and sizes."""

from __future__ import annotations

import gradio as gr

_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")


def build_theme() -> gr.themes.Base:
    """Return the theme: system fonts only (nothing is downloaded), flat surfaces, our colours.

    Light and dark differ in page.css, by prefers-color-scheme; both halves of Gradio's pairs are
    therefore the same.
    """
    both = {
        "body_background_fill": "var(--ground)",
        "body_text_color": "var(--ink)",
        "body_text_color_subdued": "var(--ink-soft)",
        "background_fill_primary": "var(--ground)",
        "background_fill_secondary": "var(--ground)",
        "border_color_primary": "var(--line-strong)",
        "border_color_accent": "var(--accent)",
        "color_accent_soft": "var(--accent-soft)",
        "block_background_fill": "transparent",
        "block_border_width": "0px",
        "block_label_background_fill": "transparent",
        "block_label_text_color": "var(--ink)",
        "block_title_background_fill": "transparent",
        "block_title_text_color": "var(--ink)",
        "block_shadow": "none",
        "panel_background_fill": "transparent",
        "panel_border_width": "0px",
        "input_background_fill": "var(--surface)",
        "input_background_fill_focus": "var(--surface)",
        "input_border_color": "var(--line-strong)",
        "input_border_color_focus": "var(--accent)",
        "input_border_width": "1px",
        "input_shadow": "none",
        "input_shadow_focus": "none",
        "button_primary_background_fill": "var(--accent)",
        "button_primary_background_fill_hover": "var(--accent-strong)",
        "button_primary_border_color": "var(--accent)",
        "button_primary_text_color": "var(--on-accent)",
        "button_secondary_background_fill": "transparent",
        "button_secondary_background_fill_hover": "var(--accent-soft)",
        "button_secondary_border_color": "transparent",
        "button_secondary_text_color": "var(--accent)",
        "link_text_color": "var(--accent)",
    }
    fonts = [gr.themes.Font(name) for name in _FONTS]
    theme = gr.themes.Base(font=fonts, font_mono=fonts, radius_size=gr.themes.sizes.radius_md)
    names = set(vars(theme))
    dark = {f"{name}_dark": value for name, value in both.items() if f"{name}_dark" in names}
    return theme.set(
        **both,
        **dark,
        block_padding="0px",
        block_title_padding="0px",
        block_title_text_size="1rem",
        block_title_text_weight="600",
        input_padding="0.75rem 0.875rem",
        input_text_size="1.0625rem",
        layout_gap="0px",
    )

"""What bars people in Streamlit 1.67.0 itself, repaired in its scripts as they are served (WCAG 2.2, level AA)."""

from bianzhi.ui.shell.chinese import TABLE
from bianzhi.ui.shell.translation import Change, Repair

REPAIRS = (
    Repair(
        "opacities",
        "l=H(t,.4),u=H(t,.3)",
        "l=H(t,.25),u=H(t,.25)",
        "Captions, headings of tables and the text of pills had a contrast of 3.5 to 4.0; at least 4.5 is asked for.",
    ),
    Repair(
        "index",
        "hideAnchor:s,tag:n,icon:g",
        "hideAnchor:s,tag:n===`h3`?`h2`:n,icon:g",
        "Under the title (h1) a subheader was an h3: who walks by headings missed a level.",
    ),
    Repair(
        "DateInput",
        "locale:`en-US`",
        "locale:`zh-CN`",
        "Year, month and day of a date box were read aloud in English.",
    ),
    Repair(
        "ReorderedSegments",
        "o&&a.push(o),t<n.length-1&&a.push(Yn(r))",
        "o&&a.push(o),a.push(Yn({Y:`年`,M:`月`,D:`日`}[e]))",
        "Date boxes can only be told to separate by - / or a dot; an office writes 2026年11月23日.",
    ),
    Repair(
        "ReorderedSegments",
        "return n.map(t=>t===`Y`?cr(e.year,4):cr(t===`M`?e.month:e.day,2)).join(r)}",
        "return n.map(t=>t===`Y`?`${e.year}年`:t===`M`?`${e.month}月`:`${e.day}日`).join(``)}",
        "The first and last allowed date were named as 2026-11-23.",
    ),
    Repair(
        "FileUploader",
        "...e({tabIndex:-1})",
        "...e({tabIndex:-1,role:`group`})",
        "The upload box was named and at once declared to be mere decoration, so that its name was not read aloud.",
    ),
    Repair(
        "index",
        'o(A_,{toast:e,"data-testid":`stToast`',
        'o(A_,{toast:e,"aria-label":`通知`,"data-testid":`stToast`',
        "A toast is a dialog without a name.",
    ),
    Repair(
        "DataFrame",
        "s(Av,{title:d.kind,",
        "s(Av,{",
        "The menu of a column named the kind of the column in English.",
    ),
)

CHANGES: tuple[Change, ...] = (*TABLE, *REPAIRS)
"""Everything that is served otherwise than Streamlit has it."""

//! Problems as a person reads them: each with its source line and a caret, or one a line
//! for an editor's list.
//!
//! Promises: every byte of the file and of its name is made safe; one source line each,
//! cut to the width; colour only if asked for. At most [`MOST_SHOWN`] problems, then
//! how many more. Leaves the stream it goes to and what the terminal can show to the caller.

use std::collections::HashSet;
use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use super::excerpt::{Excerpt, excerpt};
use super::{Diagnostic, Place, Severity, safe};

/// How many problems are shown of one file.
pub const MOST_SHOWN: usize = 100;

/// What the problems are in.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file's name as the person gave it.
    pub name: &'a str,
    /// Its bytes, valid UTF-8 or not.
    pub bytes: &'a [u8],
}

/// How problems are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With source line and caret, `width` cells wide.
    Long {
        /// Cells a line may take.
        width: usize,
        /// Whether to colour it with terminal escapes.
        colour: bool,
    },
    /// `file:line:col: message`, one a line, as vim's quickfix reads it.
    Short,
}

/// Returns the problems as text that ends with a newline; empty if there are none. What helps
/// with several findings is said with the first.
pub fn render(problems: &[Diagnostic], source: Source<'_>, form: Form) -> String {
    let mut out = String::new();
    let mut helped = HashSet::new();
    for problem in problems.iter().take(MOST_SHOWN) {
        let help = problem.help.as_deref();
        let is_new = problem.severity == Severity::Error || helped.insert(help);
        let help = help.filter(|_| is_new);
        match form {
            Form::Long { width, colour } => long(&mut out, problem, help, source, (width, colour)),
            Form::Short => short(&mut out, problem, source.name),
        }
    }
    let more = problems.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        // Writing into a `String` never fails.
        let _ = writeln!(out, "and {more} more");
    }
    out
}

fn short(out: &mut String, problem: &Diagnostic, name: &str) {
    let (line, column) = problem
        .place
        .as_ref()
        .map_or((1, 1), |place| (place.line, place.column));
    let message = safe(&problem.message);
    // Writing into a `String` never fails.
    let _ = write!(out, "{}:{line}:{column}: {message}", safe(name));
    if let Some(label) = &problem.label {
        let _ = write!(out, "; {}", safe(label));
    }
    out.push('\n');
}

fn long(
    out: &mut String,
    problem: &Diagnostic,
    help: Option<&str>,
    source: Source<'_>,
    (width, colour): (usize, bool),
) {
    let message = safe(&problem.message);
    let name = safe(source.name);
    let label = problem.label.as_deref().map(safe);
    let help = help.map(safe);
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Finding => Level::WARNING.with_name("finding"),
    };
    let title = level.primary_title(&*message);
    let mut group = Group::with_title(title);
    let line;
    if let Some(place) = &problem.place {
        line = line_of(place, source, width, label.as_deref());
        let caret = Annotation::label(AnnotationKind::Primary.span(line.caret.clone()), label);
        let origin = Origin::path(&*name).line(place.line);
        group = group.element(origin.char_column(place.column)).element(
            Snippet::source(&line.text)
                .line_start(place.line)
                .annotation(caret),
        );
    } else {
        group = group.element(Origin::path(&*name));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // The line is cut already; the renderer must not cut it again.
    let shown = renderer.term_width(usize::from(u16::MAX)).render(&[group]);
    // The column is the file's, not the cut line's, so it is given apart, and the renderer
    // takes the line for one of a second file: ` ::: `.
    let is_mark = |at: usize| at == 3 && problem.place.is_some();
    for (at, line) in shown.lines().enumerate() {
        if !is_mark(at) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out.push('\n');
}

fn line_of(place: &Place, source: Source<'_>, width: usize, label: Option<&str>) -> Excerpt {
    let gutter = place.line.to_string().len() + 3;
    let label = label.map_or(0, UnicodeWidthStr::width);
    excerpt(
        source.bytes,
        &place.span,
        width.saturating_sub(gutter),
        label,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lines;

    const LONG: Form = Form::Long {
        width: 80,
        colour: false,
    };

    fn problem(text: &str, needle: &str, severity: Severity) -> Diagnostic {
        let at = text.find(needle).unwrap();
        Diagnostic {
            severity,
            place: Some(Lines::new(text.as_bytes()).place(at..at + needle.len())),
            message: format!("unknown stance `{needle}`"),
            label: Some("did you mean `Skeptic`?".to_owned()),
            help: None,
        }
    }

    fn check(text: &str, problem: &Diagnostic, form: Form, shown: &str) {
        let source = Source {
            name: "programme.ron",
            bytes: text.as_bytes(),
        };
        let rendered = render(std::slice::from_ref(problem), source, form);
        assert_eq!(rendered.trim_end(), shown.trim_end(), "\n{rendered}");
    }

    #[test]
    fn what_helps_with_several_findings_is_said_once_and_with_each_error() {
        for (severity, said) in [(Severity::Finding, 1), (Severity::Error, 2)] {
            let help = Some("write it".to_owned());
            let problem = Diagnostic {
                help,
                ..problem("(Sceptic)", "Sceptic", severity)
            };
            let source = Source {
                name: "programme.ron",
                bytes: b"(Sceptic)",
            };
            let rendered = render(&[problem.clone(), problem], source, LONG);
            assert_eq!(rendered.matches("help: write it").count(), said);
        }
    }

    #[test]
    fn an_error_stands_under_its_line() {
        let text = "(\n    (id: \"aes\", name: \"Account executives\", headcount: 14, onside: 2, stance: Sceptic, power: 2, interest: 4,\n";
        let expected = "\
error: unknown stance `Sceptic`
 --> programme.ron:2:79
  |
2 | … headcount: 14, onside: 2, stance: Sceptic, power: 2, interest: 4,
  |                                     ^^^^^^^ did you mean `Skeptic`?";
        check(
            text,
            &problem(text, "Sceptic", Severity::Error),
            LONG,
            expected,
        );
    }

    #[test]
    fn the_caret_is_right_behind_wide_letters_tabs_and_crlf() {
        let text = "x\r\n\tname: \"李雷\", stance: Sceptic\r\n";
        let expected = "\
finding: unknown stance `Sceptic`
 --> programme.ron:2:22
  |
2 |     name: \"李雷\", stance: Sceptic
  |                           ^^^^^^^ did you mean `Skeptic`?
  |
  = help: look";
        let mut found = problem(text, "Sceptic", Severity::Finding);
        found.help = Some("look".to_owned());
        check(text, &found, LONG, expected);
    }

    #[test]
    fn the_short_form_is_one_line_each_for_vim() {
        let text = "stance: Sceptic\u{1b}[2J";
        let shown =
            "programme.ron:1:9: unknown stance `Sceptic\\u{1b}[2J`; did you mean `Skeptic`?";
        check(
            text,
            &problem(text, "Sceptic\u{1b}[2J", Severity::Error),
            Form::Short,
            shown,
        );
    }

    #[test]
    fn a_problem_of_the_whole_file_names_the_file() {
        let problem = Diagnostic {
            severity: Severity::Error,
            place: None,
            message: "the file is too large".to_owned(),
            label: None,
            help: None,
        };
        check(
            "",
            &problem,
            LONG,
            "error: the file is too large\n--> programme.ron",
        );
        check(
            "",
            &problem,
            Form::Short,
            "programme.ron:1:1: the file is too large",
        );
    }

    #[test]
    fn after_a_hundred_the_rest_is_counted() {
        let text = "Sceptic";
        let problems = vec![problem(text, "Sceptic", Severity::Error); 1000];
        let source = Source {
            name: "b.ron",
            bytes: text.as_bytes(),
        };
        let shown = render(&problems, source, Form::Short);
        assert_eq!(shown.lines().count(), 101);
        assert!(shown.ends_with("and 900 more\n"));
    }
}

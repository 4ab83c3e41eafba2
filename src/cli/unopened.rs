//! What is said when a board can't be shown: every problem of the file, or why it can't
//! be read.

use super::{Environment, Output, When, exit};
use crate::session::Unopened;
use crate::text::{Form, Source, render};

/// Returns the answer to a board that can't be opened.
pub fn unopened(why: &Unopened, colour: When, environment: &Environment) -> Output {
    match why {
        Unopened::Unreadable(failure) => Output::failure(&failure.to_string(), exit::NO_INPUT),
        Unopened::Unsound {
            name,
            bytes,
            problems,
        } => {
            let source = Source { name, bytes };
            let form = Form::Long {
                width: environment.width,
                colour: colour.decide(environment.errors_want_colour),
            };
            let mut err = render(problems, source, form);
            err.push_str("onside: nothing was opened or changed; mend the file and start again\n");
            Output {
                out: String::new(),
                err,
                code: exit::DATA,
            }
        }
    }
}

//! The fields of each record, in the order of the file format's table: names, kinds,
//! ranges, and which are required.
//!
//! Promises: says the same as the model's serde attributes, in the order in which `records`
//! writes (tests hold both), in a form that can go on after the first fault. It never decides
//! whether a file is valid: serde does.

/// What a value is written as.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A text in quotes.
    Text,
    /// An id in quotes.
    Id,
    /// An id in quotes, or a list of them.
    IdOrIds,
    /// A date in quotes.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number, from the first to the second.
    Whole(i64, i64),
    /// A number.
    Number,
    /// One of a few words without quotes.
    Word(&'static Words),
    /// A list.
    List(&'static Kind),
    /// A list of records that each stand by themselves in the file.
    Parts(&'static Kind),
    /// Two values in round brackets.
    Pair(&'static Kind, &'static Kind),
    /// A map from ids to values.
    Map(&'static Kind),
    /// Named fields in round brackets.
    Record(&'static Fields),
    /// A word, then its content in round brackets.
    Variant(&'static Variants),
}

/// Words that a value can be.
#[derive(Debug)]
pub(super) struct Words {
    /// What they are: "stance".
    pub(super) what: &'static str,
    /// The words.
    pub(super) words: &'static [&'static str],
}

/// Words that are followed by a content.
#[derive(Debug)]
pub(super) struct Variants {
    /// What they are: "objection".
    pub(super) what: &'static str,
    /// The words, and what follows each.
    pub(super) variants: &'static [(&'static str, Kind)],
}

/// The fields of a record.
#[derive(Debug)]
pub(super) struct Fields {
    /// What it is: "person".
    pub(super) what: &'static str,
    /// The name that may stand before its bracket: `Person`.
    pub(super) name: &'static str,
    /// The fields.
    pub(super) list: &'static [Field],
}

/// A field of a record.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// What its value is.
    pub(super) kind: Kind,
    /// Whether it may be missing, and how.
    pub(super) need: Need,
}

/// Whether a field may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// It must be there.
    Required,
    /// It may be missing.
    Optional,
    /// It may be missing, or be written `None`, or in `Some(…)`.
    Option,
}

impl Fields {
    /// Returns the field called `name`.
    pub(super) fn get(&self, name: &str) -> Option<&'static Field> {
        self.list.iter().find(|field| field.name == name)
    }
}

const fn required(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        need: Need::Required,
    }
}

const fn optional(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        need: Need::Optional,
    }
}

const fn option(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        need: Need::Option,
    }
}

/// A whole file.
pub(super) static FILE: Kind = Kind::Record(&BOARD);

/// The board itself.
pub(super) static BOARD: Fields = Fields {
    what: "board",
    name: "Board",
    list: &[
        required("version", Kind::Whole(1, 1)),
        optional("title", Kind::Text),
        optional("goal", Kind::Text),
        required("departments", Kind::List(&Kind::Record(&DEPARTMENT))),
        optional("plays", Kind::Parts(&Kind::Record(&PLAY))),
        optional("decisions", Kind::Parts(&Kind::Record(&DECISION))),
        optional("log", Kind::Parts(&Kind::Variant(&ENTRY))),
        optional("conflicts", Kind::Parts(&Kind::Record(&CONFLICT))),
    ],
};

/// A department.
pub(super) static DEPARTMENT: Fields = Fields {
    what: "department",
    name: "Department",
    list: &[
        required("id", Kind::Id),
        required("name", Kind::Text),
        optional("ours", Kind::Flag),
        optional("ideal", Kind::Text),
        optional("red_flags", Kind::List(&Kind::Text)),
        option("metric", Kind::Record(&METRIC)),
        optional("people", Kind::Parts(&Kind::Record(&PERSON))),
    ],
};

/// The number that convinces a department's executive.
pub(super) static METRIC: Fields = Fields {
    what: "metric",
    name: "Metric",
    list: &[
        optional("measure", Kind::Text),
        optional("unit", Kind::Text),
        option("goal", Kind::Number),
        optional(
            "readings",
            Kind::List(&Kind::Pair(&Kind::Date, &Kind::Number)),
        ),
    ],
};

/// A person.
pub(super) static PERSON: Fields = Fields {
    what: "person",
    name: "Person",
    list: &[
        required("name", Kind::Text),
        optional("id", Kind::Id),
        optional("title", Kind::Text),
        optional("stance", Kind::Word(&STANCE)),
        option("target", Kind::Word(&STANCE)),
        optional("power", Kind::Whole(1, 5)),
        optional("interest", Kind::Whole(1, 5)),
        optional("headcount", Kind::Whole(1, 1_000_000)),
        option("onside", Kind::Whole(0, 1_000_000)),
        optional("cares_about", Kind::Text),
        optional("objections", Kind::List(&Kind::Variant(&OBJECTION))),
        option("reports_to", Kind::Id),
        optional("listens_to", Kind::Map(&Kind::Word(&STRENGTH))),
        optional("clashes_with", Kind::List(&Kind::Id)),
        option("every_days", Kind::Whole(1, 3650)),
        option("left", Kind::Date),
        optional("tags", Kind::List(&Kind::Text)),
        optional("note", Kind::Text),
    ],
};

/// A play.
pub(super) static PLAY: Fields = Fields {
    what: "play",
    name: "Play",
    list: &[
        required("id", Kind::Id),
        required("department", Kind::Id),
        required("status", Kind::Word(&STATUS)),
        optional("answers", Kind::Text),
        option("due", Kind::Date),
        optional("steps", Kind::List(&Kind::Variant(&STEP))),
    ],
};

/// A decision.
pub(super) static DECISION: Fields = Fields {
    what: "decision",
    name: "Decision",
    list: &[
        required("id", Kind::Id),
        required("ask", Kind::Text),
        required("on", Kind::Date),
        optional("votes", Kind::List(&Kind::Record(&VOTE))),
    ],
};

/// A vote of a decision.
pub(super) static VOTE: Fields = Fields {
    what: "vote",
    name: "Vote",
    list: &[
        required("who", Kind::Id),
        required("odds", Kind::Whole(0, 100)),
        option("voted", Kind::Word(&BALLOT)),
    ],
};

/// A question that a git merge left.
pub(super) static CONFLICT: Fields = Fields {
    what: "conflict",
    name: "Conflict",
    list: &[
        required("id", Kind::Text),
        required("field", Kind::Text),
        required("base", Kind::Text),
        required("ours", Kind::Text),
        required("theirs", Kind::Text),
    ],
};

/// An entry of the log.
pub(super) static ENTRY: Variants = Variants {
    what: "log entry",
    variants: &[
        ("Talked", Kind::Record(&TALKED)),
        ("Moved", Kind::Record(&MOVED)),
        ("Proved", Kind::Record(&PROVED)),
        ("Asked", Kind::Record(&ASKED)),
        ("Promised", Kind::Record(&PROMISED)),
        ("Gave", Kind::Record(&GAVE)),
    ],
};

static TALKED: Fields = Fields {
    what: "`Talked`",
    name: "Talked",
    list: &[
        required("on", Kind::Date),
        required("who", Kind::IdOrIds),
        required("how", Kind::Word(&HOW)),
        option("via", Kind::Id),
        option("play", Kind::Id),
        optional("note", Kind::Text),
    ],
};

static MOVED: Fields = Fields {
    what: "`Moved`",
    name: "Moved",
    list: &[
        required("on", Kind::Date),
        required("who", Kind::Id),
        required("from", Kind::Word(&STANCE)),
        required("to", Kind::Word(&STANCE)),
        option("proof", Kind::Word(&PROOF)),
        optional("because", Kind::Text),
    ],
};

static PROVED: Fields = Fields {
    what: "`Proved`",
    name: "Proved",
    list: &[
        required("on", Kind::Date),
        required("who", Kind::Id),
        required("proof", Kind::Word(&PROOF)),
        optional("because", Kind::Text),
    ],
};

static ASKED: Fields = Fields {
    what: "`Asked`",
    name: "Asked",
    list: &[
        required("on", Kind::Date),
        required("who", Kind::IdOrIds),
        required("what", Kind::Text),
        option("due", Kind::Date),
        option("got", Kind::Word(&ANSWER)),
    ],
};

static PROMISED: Fields = Fields {
    what: "`Promised`",
    name: "Promised",
    list: &[
        required("on", Kind::Date),
        required("who", Kind::IdOrIds),
        required("what", Kind::Text),
        option("due", Kind::Date),
        option("kept", Kind::Date),
    ],
};

static GAVE: Fields = Fields {
    what: "`Gave`",
    name: "Gave",
    list: &[
        required("on", Kind::Date),
        required("who", Kind::IdOrIds),
        required("what", Kind::Text),
    ],
};

static OBJECTION: Variants = Variants {
    what: "objection",
    variants: &[("Open", Kind::Text), ("Settled", Kind::Text)],
};

static STEP: Variants = Variants {
    what: "step",
    variants: &[("Todo", Kind::Text), ("Done", Kind::Text)],
};

static STANCE: Words = Words {
    what: "stance",
    words: &[
        "Unknown",
        "Blocker",
        "Skeptic",
        "Neutral",
        "Supporter",
        "Champion",
        "Lobbyist",
    ],
};

static STRENGTH: Words = Words {
    what: "strength",
    words: &["Weak", "Medium", "Strong"],
};

static STATUS: Words = Words {
    what: "status",
    words: &["Planned", "Running", "Done", "Dropped"],
};

static HOW: Words = Words {
    what: "way to talk",
    words: &["Meeting", "Call", "Message"],
};

static PROOF: Words = Words {
    what: "proof",
    words: &["SecondHand", "ToldMe", "InPublic", "InWriting", "Acted"],
};

static ANSWER: Words = Words {
    what: "answer",
    words: &["Yes", "No"],
};

static BALLOT: Words = Words {
    what: "vote",
    words: &["Yes", "No"],
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ron::Error;
    use serde::de::DeserializeOwned;

    use super::super::fragment::Fragment;
    use super::super::records;
    use super::*;
    use crate::model::{
        Answer, Ballot, Board, Conflict, Decision, Department, Entry, How, Id, Metric, Objection,
        Person, Play, PlayStep, Proof, Stance, Status, Strength, Vote,
    };

    fn expected<T: DeserializeOwned>(text: &str) -> &'static [&'static str] {
        match ron::from_str::<T>(text).map_err(|error| error.code) {
            Err(
                Error::NoSuchStructField { expected, .. }
                | Error::NoSuchEnumVariant { expected, .. },
            ) => expected,
            other => panic!("{:?}", other.err()),
        }
    }

    /// Checks that serde knows these fields, and requires those that are required here.
    fn check<T: DeserializeOwned>(fields: &Fields) {
        let names: BTreeSet<&str> = fields.list.iter().map(|field| field.name).collect();
        let known = expected::<T>("(zzz: 1)").iter().copied().collect();
        assert_eq!(names, known, "{}", fields.what);
        check_required::<T>(fields, "");
    }

    fn check_required<T: DeserializeOwned>(fields: &Fields, name: &str) {
        let sample = |kind: Kind| match kind {
            Kind::Whole(low, _) => low.to_string(),
            Kind::Word(words) => words.words[0].to_owned(),
            Kind::Date => "\"2026-11-22\"".to_owned(),
            Kind::Id | Kind::IdOrIds | Kind::Text => "\"x\"".to_owned(),
            Kind::List(_) => "[]".to_owned(),
            other => panic!("{other:?}"),
        };
        let required: Vec<&Field> = fields
            .list
            .iter()
            .filter(|field| field.need == Need::Required)
            .collect();
        let write = |left_out: Option<&str>| {
            let written = required.iter().filter(|field| Some(field.name) != left_out);
            let written: Vec<String> = written
                .map(|field| format!("{}: {}", field.name, sample(field.kind)))
                .collect();
            format!("{name}({})", written.join(", "))
        };
        if let Err(error) = ron::from_str::<T>(&write(None)) {
            panic!("{}: {error}", fields.what);
        }
        for field in &required {
            assert!(
                ron::from_str::<T>(&write(Some(field.name))).is_err(),
                "{}",
                field.name
            );
        }
    }

    fn check_words<T: DeserializeOwned>(words: &[&str]) {
        assert_eq!(words, expected::<T>("Zzz"));
    }

    fn check_variants<T: DeserializeOwned>(variants: &Variants) {
        let words: Vec<&str> = variants.variants.iter().map(|(word, _)| *word).collect();
        check_words::<T>(&words);
    }

    #[test]
    fn the_table_says_what_serde_says() {
        check::<Board>(&BOARD);
        check::<Department>(&DEPARTMENT);
        check::<Metric>(&METRIC);
        check::<Person>(&PERSON);
        check::<Play>(&PLAY);
        check::<Decision>(&DECISION);
        check::<Vote>(&VOTE);
        check::<Conflict>(&CONFLICT);
        check_words::<Stance>(STANCE.words);
        check_words::<Strength>(STRENGTH.words);
        check_words::<Status>(STATUS.words);
        check_words::<How>(HOW.words);
        check_words::<Proof>(PROOF.words);
        check_words::<Answer>(ANSWER.words);
        check_words::<Ballot>(BALLOT.words);
        check_variants::<Objection>(&OBJECTION);
        check_variants::<PlayStep>(&STEP);
        check_variants::<Entry>(&ENTRY);
    }

    #[test]
    fn the_table_has_the_order_in_which_records_are_written() {
        let check = |fields: &Fields, written: Fragment| {
            let Fragment::Struct(_, written) = written else {
                panic!("{} is no struct", fields.what)
            };
            let written: Vec<&str> = written.iter().map(|field| field.name).collect();
            let named: Vec<&str> = fields.list.iter().map(|field| field.name).collect();
            assert_eq!(named, written, "{}", fields.what);
        };
        let id = || Id::new("x").unwrap();
        check(&BOARD, records::board(&Board::default()));
        check(&DEPARTMENT, records::header(&Department::new(id(), "X")));
        check(&PERSON, records::person(&Person::new(id(), "X")));
        let play = r#"(id: "x", department: "x", status: Done)"#;
        check(&PLAY, records::play(&ron::from_str(play).unwrap()));
        let decision = r#"(id: "x", ask: "", on: "2026-11-22")"#;
        check(
            &DECISION,
            records::decision(&ron::from_str(decision).unwrap()),
        );
        for (word, others) in [
            ("Talked", "how: Call"),
            ("Moved", "from: Neutral, to: Champion"),
            ("Proved", "proof: Acted"),
            ("Asked", "what: \"\""),
            ("Promised", "what: \"\""),
            ("Gave", "what: \"\""),
        ] {
            let entry = format!(r#"{word}(on: "2026-11-22", who: "x", {others})"#);
            let entry: Entry = ron::from_str(&entry).unwrap();
            let known = ENTRY.variants.iter().find(|(name, _)| *name == word);
            let Some((_, Kind::Record(fields))) = known else {
                panic!("{word}")
            };
            check(fields, records::entry(&entry));
        }
    }

    #[test]
    fn the_entries_of_the_log_have_the_fields_serde_knows() {
        for (word, kind) in ENTRY.variants {
            let Kind::Record(fields) = kind else {
                panic!("{word}")
            };
            let names: Vec<&str> = fields.list.iter().map(|field| field.name).collect();
            assert_eq!(names, expected::<Entry>(&format!("{word}(zzz: 1)")));
            check_required::<Entry>(fields, word);
        }
    }
}

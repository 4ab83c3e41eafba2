//! Writes a board in a random layout: every way of commas, lines, comments, names and
//! quotes that the file format allows. Shares nothing with the writer under test.

use onside::model::*;
use onside::text::slug;

use crate::random::Random;

/// A value on its way to a text.
enum Value {
    Bare(String),
    Text(String),
    Struct(&'static str, Vec<(&'static str, Value)>),
    Tuple(&'static str, Vec<Value>),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

/// How one board is laid out.
#[derive(Clone, Debug)]
pub struct Style {
    pub line_end: &'static str,
    pub has_mark: bool,
    pub has_last_line_end: bool,
    pub has_trailing_commas: bool,
    pub has_leading_commas: bool,
    pub has_names: bool,
    pub has_some: bool,
    pub has_defaults: bool,
    /// How deep lists and structs are opened into lines.
    pub lines_to_depth: usize,
    pub unit: &'static str,
    /// A comment is put between two tokens one time in so many; 0 for never.
    pub comments: usize,
    pub has_raw: bool,
    pub has_tight_commas: bool,
}

impl Style {
    pub fn random(random: &mut Random) -> Self {
        Self {
            line_end: random.pick(&["\n", "\n", "\r\n"]),
            has_mark: random.one_in(6),
            has_last_line_end: !random.one_in(3),
            has_trailing_commas: !random.one_in(3),
            has_leading_commas: random.one_in(5),
            has_names: random.one_in(4),
            has_some: random.one_in(4),
            has_defaults: random.one_in(3),
            lines_to_depth: random.pick(&[0, 2, 4, 5, 9]),
            unit: random.pick(&["    ", "  ", "\t"]),
            comments: random.pick(&[0, 0, 30, 8, 2]),
            has_raw: random.one_in(2),
            has_tight_commas: random.one_in(5),
        }
    }
}

pub fn write(board: &Board, style: &Style, random: &mut Random) -> String {
    let value = of_board(board, style, random);
    let mut printer = Printer {
        style,
        random,
        out: String::new(),
        comments: 0,
    };
    if style.has_mark {
        printer.out.push('\u{feff}');
    }
    if style.comments > 0 {
        printer.out.push_str("// the head");
        printer.out.push_str(style.line_end);
        printer.out.push_str("#![type = \"board, )\"]");
        printer.out.push_str(style.line_end);
    }
    printer.value(&value, 0);
    if style.has_last_line_end {
        printer.out.push_str(style.line_end);
    }
    printer.out
}

struct Printer<'a> {
    style: &'a Style,
    random: &'a mut Random,
    out: String,
    comments: usize,
}

impl Printer<'_> {
    fn comment(&mut self, indent: &str) {
        if self.style.comments == 0 || !self.random.one_in(self.style.comments) {
            return;
        }
        self.comments += 1;
        let number = self.comments;
        match self.random.below(4) {
            0 => self.out.push_str(&format!("/* c{number} /* , ] */ */")),
            1 => self
                .out
                .push_str(&format!(" /* d{number}{}  ) */ ", self.style.line_end)),
            2 => {
                let end = self.style.line_end;
                self.out
                    .push_str(&format!(" // e{number} \" }}{end}{indent}"));
            }
            _ => {
                let end = self.style.line_end;
                self.out
                    .push_str(&format!("{end}{end}{indent}// f{number} '{end}{indent}"));
            }
        }
    }

    fn token(&mut self, token: &str, depth: usize) {
        let indent = self.style.unit.repeat(depth);
        self.comment(&indent);
        self.out.push_str(token);
    }

    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Bare(word) => self.token(word, depth),
            Value::Text(text) => {
                let quoted = self.quoted(text);
                self.token(&quoted, depth);
            }
            Value::Struct(name, fields) => {
                let field = |this: &mut Self, at: usize| {
                    let (name, value) = &fields[at];
                    let raw = if this.random.one_in(20) { "r#" } else { "" };
                    this.token(&format!("{raw}{name}"), depth + 1);
                    this.token(":", depth + 1);
                    this.out.push(' ');
                    this.value(value, depth + 1);
                };
                self.all([name, "(", ")"], fields.len(), depth, field);
            }
            Value::Tuple(name, values) => {
                let one = |this: &mut Self, at: usize| this.value(&values[at], depth + 1);
                self.all([name, "(", ")"], values.len(), depth.max(9), one);
            }
            Value::List(values) => {
                let one = |this: &mut Self, at: usize| this.value(&values[at], depth + 1);
                self.all(["", "[", "]"], values.len(), depth, one);
            }
            Value::Map(pairs) => {
                let one = |this: &mut Self, at: usize| {
                    let (key, value) = &pairs[at];
                    let key = this.quoted(key);
                    this.token(&key, depth + 1);
                    this.token(":", depth + 1);
                    this.value(value, depth + 1);
                };
                self.all(["", "{", "}"], pairs.len(), depth, one);
            }
        }
    }

    fn all(
        &mut self,
        [name, open, close]: [&str; 3],
        count: usize,
        depth: usize,
        mut one: impl FnMut(&mut Self, usize),
    ) {
        let is_open = depth < self.style.lines_to_depth && count > 0 && !self.random.one_in(8);
        let inner = format!(
            "{}{}",
            self.style.line_end,
            self.style.unit.repeat(depth.min(8) + 1)
        );
        let outer = format!(
            "{}{}",
            self.style.line_end,
            self.style.unit.repeat(depth.min(8))
        );
        if !name.is_empty() {
            self.token(name, depth);
        }
        self.token(open, depth);
        let mut is_broken = false;
        for at in 0..count {
            if at > 0 && self.style.has_leading_commas && is_open {
                self.out.push_str(&inner);
                self.token(",", depth);
                self.out.push(' ');
            } else {
                if at > 0 {
                    self.token(",", depth);
                }
                is_broken = is_open && (at == 0 || !self.random.one_in(6));
                if is_broken {
                    self.out.push_str(&inner);
                } else if at > 0 && !self.style.has_tight_commas {
                    self.out.push(' ');
                }
                if is_broken
                    && self.style.comments > 0
                    && self.random.one_in(self.style.comments * 2)
                {
                    self.out.push_str(self.style.line_end);
                }
            }
            one(self, at);
        }
        if count > 0 && self.style.has_trailing_commas && (is_open || self.random.one_in(4)) {
            self.token(",", depth);
        }
        if is_open && !(is_broken && self.random.one_in(10)) {
            self.out.push_str(&outer);
        }
        self.token(close, depth);
    }

    fn quoted(&mut self, text: &str) -> String {
        let fits_lines =
            !text.contains('\n') || text.contains("\r\n") == (self.style.line_end == "\r\n");
        if self.style.has_raw && fits_lines && self.random.one_in(2) {
            return format!("r##\"{text}\"##");
        }
        let mut out = String::from("\"");
        for character in text.chars() {
            match character {
                '"' | '\\' => out.extend(['\\', character]),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                'a' if self.style.has_raw && self.random.one_in(9) => out.push_str("\\u{61}"),
                other => out.push(other),
            }
        }
        out.push('"');
        out
    }
}

/// Builds structs field by field, leaving out defaults now and then.
struct Fields<'a> {
    style: &'a Style,
    fields: Vec<(&'static str, Value)>,
}

impl Fields<'_> {
    fn put(&mut self, random: &mut Random, is_default: bool, name: &'static str, value: Value) {
        if !is_default || (self.style.has_defaults && random.one_in(3)) {
            self.fields.push((name, value));
        }
    }

    fn text(&mut self, random: &mut Random, name: &'static str, text: &str) {
        self.put(random, text.is_empty(), name, Value::Text(text.to_owned()));
    }

    fn list(&mut self, random: &mut Random, name: &'static str, values: Vec<Value>) {
        self.put(random, values.is_empty(), name, Value::List(values));
    }

    fn maybe<T>(
        &mut self,
        random: &mut Random,
        name: &'static str,
        value: Option<T>,
        make: impl Fn(T) -> Value,
    ) {
        match value {
            None => self.put(random, true, name, Value::Bare("None".to_owned())),
            Some(value) => {
                let mut value = make(value);
                if self.style.has_some && random.one_in(2) {
                    value = Value::Tuple("Some", vec![value]);
                }
                self.put(random, false, name, value);
            }
        }
    }

    /// Fields stand in any order in a file.
    fn done(mut self, random: &mut Random, name: &'static str) -> Value {
        if random.one_in(3) && self.fields.len() > 1 {
            let at = random.below(self.fields.len());
            let field = self.fields.remove(at);
            self.fields.push(field);
        }
        let is_variant = name.chars().next().is_some_and(|first| first == '!');
        let shown = if is_variant {
            &name[1..]
        } else if self.style.has_names {
            name
        } else {
            ""
        };
        Value::Struct(shown, self.fields)
    }
}

fn fields(style: &Style) -> Fields<'_> {
    Fields {
        style,
        fields: Vec::new(),
    }
}

fn bare(word: impl ToString) -> Value {
    Value::Bare(word.to_string())
}

fn word(shown: impl std::fmt::Debug) -> Value {
    Value::Bare(format!("{shown:?}"))
}

fn text(text: impl ToString) -> Value {
    Value::Text(text.to_string())
}

fn ids(ids: &[Id]) -> Vec<Value> {
    ids.iter().map(text).collect()
}

fn of_board(board: &Board, style: &Style, random: &mut Random) -> Value {
    let mut all = fields(style);
    all.put(random, false, "version", bare(1));
    all.text(random, "title", &board.title);
    all.text(random, "goal", &board.goal);
    let departments = board
        .departments
        .iter()
        .map(|each| of_department(each, style, random))
        .collect();
    all.put(random, false, "departments", Value::List(departments));
    let plays = board
        .plays
        .iter()
        .map(|each| of_play(each, style, random))
        .collect();
    all.list(random, "plays", plays);
    let decisions = board
        .decisions
        .iter()
        .map(|each| of_decision(each, style, random))
        .collect();
    all.list(random, "decisions", decisions);
    let log = board
        .log
        .iter()
        .map(|each| of_entry(each, style, random))
        .collect();
    all.list(random, "log", log);
    let conflicts = board
        .conflicts
        .iter()
        .map(|each| of_conflict(each, style, random))
        .collect();
    all.list(random, "conflicts", conflicts);
    all.done(random, "Board")
}

fn of_department(department: &Department, style: &Style, random: &mut Random) -> Value {
    let mut all = fields(style);
    all.put(random, false, "id", text(&department.id));
    all.put(random, false, "name", text(&department.name));
    all.put(random, !department.ours, "ours", bare(department.ours));
    all.text(random, "ideal", &department.ideal);
    all.list(
        random,
        "red_flags",
        department.red_flags.iter().map(text).collect(),
    );
    let metric = department
        .metric
        .as_ref()
        .map(|metric| of_metric(metric, style, random));
    all.maybe(random, "metric", metric, |value| value);
    let people = department
        .people
        .iter()
        .map(|each| of_person(each, style, random))
        .collect();
    all.list(random, "people", people);
    all.done(random, "Department")
}

fn of_metric(metric: &Metric, style: &Style, random: &mut Random) -> Value {
    let mut all = fields(style);
    all.text(random, "measure", &metric.measure);
    all.text(random, "unit", &metric.unit);
    all.maybe(random, "goal", metric.goal, |goal| {
        bare(format!("{goal:?}"))
    });
    let reading =
        |(on, number): &Reading| Value::Tuple("", vec![text(on), bare(format!("{number:?}"))]);
    all.list(
        random,
        "readings",
        metric.readings.iter().map(reading).collect(),
    );
    all.done(random, "Metric")
}

fn of_person(person: &Person, style: &Style, random: &mut Random) -> Value {
    let mut all = fields(style);
    all.put(random, false, "name", text(&person.name));
    let is_made = slug(&person.name).as_deref() == Some(person.id.as_str());
    all.put(random, is_made, "id", text(&person.id));
    all.text(random, "title", &person.title);
    all.put(
        random,
        person.stance == Stance::Unknown,
        "stance",
        word(person.stance),
    );
    all.maybe(random, "target", person.target, word);
    all.put(random, person.power == 3, "power", bare(person.power));
    all.put(
        random,
        person.interest == 3,
        "interest",
        bare(person.interest),
    );
    all.put(
        random,
        person.headcount == 1,
        "headcount",
        bare(person.headcount),
    );
    all.maybe(random, "onside", person.onside, bare);
    all.text(random, "cares_about", &person.cares_about);
    let objection = |objection: &Objection| match objection {
        Objection::Open(words) => Value::Tuple("Open", vec![text(words)]),
        Objection::Settled(words) => Value::Tuple("Settled", vec![text(words)]),
    };
    all.list(
        random,
        "objections",
        person.objections.iter().map(objection).collect(),
    );
    all.maybe(random, "reports_to", person.reports_to.as_ref(), text);
    let ties = person
        .listens_to
        .iter()
        .map(|tie| (tie.to.to_string(), word(tie.strength)));
    all.put(
        random,
        person.listens_to.is_empty(),
        "listens_to",
        Value::Map(ties.collect()),
    );
    all.list(random, "clashes_with", ids(&person.clashes_with));
    all.maybe(random, "every_days", person.every_days, bare);
    all.maybe(random, "left", person.left, text);
    all.list(random, "tags", person.tags.iter().map(text).collect());
    all.text(random, "note", &person.note);
    all.done(random, "Person")
}

fn of_play(play: &Play, style: &Style, random: &mut Random) -> Value {
    let mut all = fields(style);
    all.put(random, false, "id", text(&play.id));
    all.put(random, false, "department", text(&play.department));
    all.put(random, false, "status", word(play.status));
    all.text(random, "answers", &play.answers);
    all.maybe(random, "due", play.due, text);
    let step = |step: &PlayStep| match step {
        PlayStep::Todo(words) => Value::Tuple("Todo", vec![text(words)]),
        PlayStep::Done(words) => Value::Tuple("Done", vec![text(words)]),
    };
    all.list(random, "steps", play.steps.iter().map(step).collect());
    all.done(random, "Play")
}

fn of_decision(decision: &Decision, style: &Style, random: &mut Random) -> Value {
    let mut votes = Vec::new();
    for vote in &decision.votes {
        let mut all = fields(style);
        all.put(random, false, "who", text(&vote.who));
        all.put(random, false, "odds", bare(vote.odds));
        all.maybe(random, "voted", vote.voted, word);
        votes.push(all.done(random, "Vote"));
    }
    let mut all = fields(style);
    all.put(random, false, "id", text(&decision.id));
    all.put(random, false, "ask", text(&decision.ask));
    all.put(random, false, "on", text(decision.on));
    all.list(random, "votes", votes);
    all.done(random, "Decision")
}

fn of_entry(entry: &Entry, style: &Style, random: &mut Random) -> Value {
    let mut all = fields(style);
    all.put(random, false, "on", text(entry.on()));
    let whom = |random: &mut Random, who: &Who| match who.ids() {
        [one] if !random.one_in(4) => text(one),
        many => Value::List(ids(many)),
    };
    match entry {
        Entry::Talked {
            who,
            how,
            via,
            play,
            note,
            ..
        } => {
            let who = whom(random, who);
            all.put(random, false, "who", who);
            all.put(random, false, "how", word(how));
            all.maybe(random, "via", via.as_ref(), text);
            all.maybe(random, "play", play.as_ref(), text);
            all.text(random, "note", note);
            all.done(random, "!Talked")
        }
        Entry::Moved {
            who,
            from,
            to,
            proof,
            because,
            ..
        } => {
            all.put(random, false, "who", text(who));
            all.put(random, false, "from", word(from));
            all.put(random, false, "to", word(to));
            all.maybe(random, "proof", *proof, word);
            all.text(random, "because", because);
            all.done(random, "!Moved")
        }
        Entry::Proved {
            who,
            proof,
            because,
            ..
        } => {
            all.put(random, false, "who", text(who));
            all.put(random, false, "proof", word(proof));
            all.text(random, "because", because);
            all.done(random, "!Proved")
        }
        Entry::Asked {
            who,
            what,
            due,
            got,
            ..
        } => {
            let who = whom(random, who);
            all.put(random, false, "who", who);
            all.put(random, false, "what", text(what));
            all.maybe(random, "due", *due, text);
            all.maybe(random, "got", *got, word);
            all.done(random, "!Asked")
        }
        Entry::Promised {
            who,
            what,
            due,
            kept,
            ..
        } => {
            let who = whom(random, who);
            all.put(random, false, "who", who);
            all.put(random, false, "what", text(what));
            all.maybe(random, "due", *due, text);
            all.maybe(random, "kept", *kept, text);
            all.done(random, "!Promised")
        }
        Entry::Gave { who, what, .. } => {
            let who = whom(random, who);
            all.put(random, false, "who", who);
            all.put(random, false, "what", text(what));
            all.done(random, "!Gave")
        }
    }
}

fn of_conflict(conflict: &Conflict, style: &Style, random: &mut Random) -> Value {
    let mut all = fields(style);
    all.put(random, false, "id", text(&conflict.id));
    all.put(random, false, "field", text(&conflict.field));
    all.put(random, false, "base", text(&conflict.base));
    all.put(random, false, "ours", text(&conflict.ours));
    all.put(random, false, "theirs", text(&conflict.theirs));
    all.done(random, "Conflict")
}

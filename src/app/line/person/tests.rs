//! Lines about new people, by example and by law.

use proptest::prelude::*;

use super::super::tests::{example, said};
use super::*;
use crate::model::Board;
use crate::model::Strength;

fn check(line: &str, expected: &str) {
    check_in(None, line, expected);
}

fn check_in(usual: Option<&str>, line: &str, expected: &str) {
    let (board, today) = example();
    let context = Context {
        board: &board,
        today,
    };
    let usual = usual.map(|id| Id::new(id).unwrap());
    let reading = person(context, usual.as_ref(), line);
    let told = match &reading {
        Reading::Ready(ready) => ready.said.join(" · "),
        _ => said(&reading),
    };
    assert_eq!(told, expected, "{line}");
}

#[test]
fn a_line_says_all_about_somebody() {
    check(
        "Lea Roth, VP Sales @sales skeptic p5 i4 target:lobbyist every:14 <noor <sam! #emea",
        "Lea Roth · VP Sales · Skeptic → Lobbyist · Sales · power 5 · interest 4 · every 14 days · \
         listens to Noor, Sam (strong) · #emea",
    );
    check(
        r#"Field team @sales x14 onside:2 boss:dana cares:"Quota, now" >aes~ clash:ruth"#,
        "Field team ×14 · not met → Supporter · Sales · 2 onside · reports to Dana Ortiz · cares \
         about Quota, now · is heard by Account (weak) · clashes with Ruth Adeyemi",
    );
}

#[test]
fn name_and_title_take_everything_up_to_their_end() {
    check_in(
        Some("legal"),
        "Bo p5 Skeptic, VP p5",
        "Bo p5 Skeptic · VP p5 · not met → Supporter · Legal · `p5` is in the title; `, p5` is power 5 · \
         `Skeptic` is in the name; behind a comma or `@` it is the rung",
    );
    check_in(
        Some("legal"),
        "Bo, VP, p5",
        "Bo · VP · not met → Supporter · Legal · power 5",
    );
    check_in(
        Some("legal"),
        r#""Roth, Lea", "Head, @Sales" #x"#,
        "Roth, Lea · Head, @Sales · not met → Supporter · Legal · #x",
    );
    check_in(
        Some("legal"),
        "Bo ,, su",
        "Bo · Supporter → Supporter · Legal",
    );
}

#[test]
fn a_rung_that_slipped_into_the_title_is_told() {
    check_in(
        Some("legal"),
        "Bo, Demand gen champion <sam",
        "Bo · Demand gen champion · not met → Supporter · Legal · listens to Sam · `champion` is \
         in the title; `, champion` is the rung",
    );
    check_in(
        Some("legal"),
        "Bo, \"Demand gen champion\"",
        "Bo · Demand gen champion · not met → Supporter · Legal",
    );
}

#[test]
fn any_unambiguous_beginning_will_do() {
    check(
        "Bo @mark neu tar:ch ev:7 bo:pri",
        "Bo · Neutral → Champion · Marketing · every 7 days · reports to Priya Raman",
    );
    check(
        "Bo @ma s",
        "! `s` can be Skeptic or Supporter; quotes keep words together: cares:\"…\"",
    );
    check("Bo @p", "! `@p` can be Product or Partnerships");
}

#[test]
fn what_reads_like_more_than_a_name_is_told() {
    check(
        "Account executives x14 @legal",
        "Account executives x14 · not met → Supporter · Legal · `x14` is in the name; behind a comma \
         or `@` it is a group of 14",
    );
    check("Champion @legal", "Champion · not met → Supporter · Legal");
}

#[test]
fn an_unknown_department_is_a_new_one() {
    check(
        "Bo @field",
        "Bo · not met → Supporter · new department Field",
    );
    check(
        "Bo @\"Field Ops\"",
        "Bo · not met → Supporter · new department Field Ops",
    );
    check(
        "Bo @slaes",
        "Bo · not met → Supporter · new department Slaes (or Sales?)",
    );
    check(
        "Bo @\"Sal\"",
        "Bo · not met → Supporter · new department Sal (or Sales?)",
    );
}

#[test]
fn a_namesake_gets_a_number() {
    check(
        "Mei Tan @sales",
        "Mei Tan · not met → Supporter · Sales · `mei` is called so too",
    );
    check("Mei @sales", "Mei · not met → Supporter · Sales · id mei-2");
    check("王芳 @sales", "王芳 · not met → Supporter · Sales · id p1");
    check(
        "Bo @sales id:bo-b",
        "Bo · not met → Supporter · Sales · id bo-b",
    );
}

#[test]
fn problems_are_said_with_what_is_allowed() {
    check(
        "@sales",
        "! the name comes first: `Dana Ortiz, VP Sales @sales`",
    );
    check("Bo", "! in which department? `@sales`");
    check("Bo @sales p7", "! power is 7; it goes from 1 to 5");
    check(
        "Bo @sales p99999999999",
        "! power is 99999999999; it goes from 1 to 5",
    );
    check("Bo @sales id:sam", "! `sam` is taken");
    check(
        "Bo @sales onside:3",
        "! onside is at most 1, as many as there are: `x14`",
    );
    check("Bo @sales every:0", "! every is 0; it goes from 1 to 3650");
    check(
        "Bo @sales wat:1",
        &format!("! `wat` is no field; there is {}", fields()),
    );
    check("Bo @sales <zzz", "! nobody on this board is called `zzz`");
}

fn fields() -> String {
    let fields = FIELDS.map(str::to_owned);
    super::super::listed(&fields, "and")
}

/// Writes a text so that it is read back as it is.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes a person as a line.
fn written(person: &Person, department: &str, heard: &[Tie]) -> String {
    use std::fmt::Write as _;
    let tie = |sign: char, tie: &Tie| {
        let strength = match tie.strength {
            Strength::Weak => "~",
            Strength::Medium => "",
            Strength::Strong => "!",
        };
        format!(" {sign}{}{strength}", tie.to)
    };
    let mut line = quoted(&person.name);
    if !person.title.is_empty() {
        write!(line, ", {}", quoted(&person.title)).unwrap();
    }
    write!(line, " @{department} {}", person.stance.word()).unwrap();
    write!(
        line,
        " p{} i{} x{}",
        person.power, person.interest, person.headcount
    )
    .unwrap();
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            write!(line, " {name}:{value}").unwrap();
        }
    };
    field("target", person.target.map(|it| it.word().to_owned()));
    field("onside", person.onside.map(|it| it.to_string()));
    field("every", person.every_days.map(|it| it.to_string()));
    field("boss", person.reports_to.as_ref().map(ToString::to_string));
    field(
        "cares",
        Some(quoted(&person.cares_about)).filter(|it| it.len() > 2),
    );
    field("note", Some(quoted(&person.note)).filter(|it| it.len() > 2));
    for tag in &person.tags {
        write!(line, " #{tag}").unwrap();
    }
    let ties = person.listens_to.iter().map(|it| tie('<', it));
    let heard = heard.iter().map(|it| tie('>', it));
    ties.chain(heard).for_each(|tie| line.push_str(&tie));
    line
}

fn ties() -> impl Strategy<Value = Vec<Tie>> {
    let strengths = [Strength::Weak, Strength::Medium, Strength::Strong];
    let one = (
        prop::sample::select(vec!["dana", "sam", "aes", "mei", "noor"]),
        prop::sample::select(strengths.to_vec()),
    );
    prop::collection::vec(one, 0..4).prop_map(|ties| {
        let mut list: Vec<Tie> = Vec::new();
        for (to, strength) in ties {
            let to = Id::new(to).unwrap();
            if list.iter().all(|tie| tie.to != to) {
                list.push(Tie { to, strength });
            }
        }
        list
    })
}

fn stance() -> impl Strategy<Value = Stance> {
    let mut all = Stance::RUNGS.to_vec();
    all.push(Stance::Unknown);
    prop::sample::select(all)
}

prop_compose! {
    fn people()(
        name in "\\S(\\PC{0,12}\\S)?",
        title in "(\\S(\\PC{0,12}\\S)?)?",
        stance in stance(),
        target in prop::option::of(stance()),
        (power, interest, headcount) in (1_u8..=5, 1_u8..=5, 1_u32..50),
        onside in prop::option::of(0_u32..2),
        every_days in prop::option::of(1_u32..400),
        boss in prop::option::of(prop::sample::select(vec!["dana", "ruth"])),
        (cares_about, note) in ("\\PC{0,12}", "\\PC{0,12}"),
        tags in prop::collection::btree_set("[a-z]{1,5}", 0..3),
        listens_to in ties(),
    ) -> Person {
        let default = stance.max(Stance::Supporter);
        Person {
            title,
            stance,
            target: target.filter(|it| *it != default),
            power,
            interest,
            headcount,
            onside,
            every_days,
            reports_to: boss.map(|boss| Id::new(boss).unwrap()),
            cares_about,
            note,
            tags: tags.into_iter().collect(),
            listens_to,
            ..Person::new(Id::default(), &name)
        }
    }
}

/// The board after the edits of a reading.
fn after(board: &Board, reading: &Reading) -> Option<(Board, Id)> {
    let Reading::Ready(ready) = reading else {
        return None;
    };
    let mut board = board.clone();
    for edit in &ready.edits {
        board.apply(edit).unwrap();
    }
    Some((board, ready.about.clone()))
}

proptest! {
    #[test]
    fn what_is_read_back_is_what_was_written(person in people(), heard in ties()) {
        let (board, today) = example();
        let context = Context { board: &board, today };
        let line = written(&person, "legal", &heard);
        let reading = super::person(context, None, &line);
        let (board, id) = after(&board, &reading).unwrap_or_else(|| panic!("{line}: {reading:?}"));
        let read = board.person(board.seat(&id).unwrap()).unwrap();
        let expected = Person { id: id.clone(), ..person };
        prop_assert_eq!(&**read, &expected, "{}", line);
        for tie in heard {
            let other = board.person(board.seat(&tie.to).unwrap()).unwrap();
            let back = other.listens_to.iter().find(|back| back.to == id);
            prop_assert_eq!(back.map(|back| back.strength), Some(tie.strength));
        }
    }

    #[test]
    fn no_line_makes_it_panic_and_what_is_ready_fits_the_board(
        line in "([a-z@#<>,:\"!~ \\\\]|dana|sales|skeptic|p5|boss:|é|北){0,24}",
        usual: bool,
    ) {
        let (board, today) = example();
        let context = Context { board: &board, today };
        let usual = usual.then(|| Id::new("sales").unwrap());
        let reading = super::person(context, usual.as_ref(), &line);
        let _ = after(&board, &reading);
    }

    #[test]
    fn any_text_at_all_is_read(line in any::<String>()) {
        let (board, today) = example();
        let context = Context { board: &board, today };
        let usual = Id::new("sales").unwrap();
        let _ = after(&board, &super::person(context, Some(&usual), &line));
    }
}

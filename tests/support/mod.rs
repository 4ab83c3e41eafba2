//! What the whole-app tests share: an app on a board, keys typed into it, and what became
//! of the file and the screen.

pub mod opened;

use onside::app::{App, Effect, Message, SaveState};
use onside::document::Document;
use onside::layout::Size;
use onside::settings::{Key, Settings};
use onside::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The example every newcomer sees.
pub const EXAMPLE: &str = include_str!("../../assets/example.ron");

/// An app being used, without terminal and disk.
pub struct Sitting {
    /// The app itself.
    pub app: App,
    /// The text it began with.
    pub before: String,
    /// Every effect so far.
    pub effects: Vec<Effect>,
    size: Size,
}

impl Sitting {
    /// Opens `text` on a screen of `width` x `height`.
    pub fn open(text: &str, width: u16, height: u16) -> Self {
        Self::open_with(opened::settings(), text, width, height)
    }

    /// Opens `text` for somebody with settings of their own.
    pub fn open_with(settings: Settings, text: &str, width: u16, height: u16) -> Self {
        let document = Document::load(text.as_bytes()).unwrap_or_else(|problems| {
            panic!("the test's board does not load: {problems:#?}");
        });
        let size = Size { width, height };
        let mut sitting = Self {
            app: opened::app(document, settings, size),
            before: text.to_owned(),
            effects: Vec::new(),
            size,
        };
        sitting.hear(Message::Resized(size));
        sitting
    }

    /// Types keys, separated by blanks: `j > m b Enter`.
    pub fn type_keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap();
            self.hear(Message::Key(key));
        }
        self
    }

    /// Lets the app hear of something; what it wishes counted is counted at once.
    pub fn hear(&mut self, message: Message) -> &mut Self {
        if let Message::Resized(size) = message {
            self.size = size;
        }
        for effect in self.app.update(message) {
            match effect {
                Effect::Count(counting) => {
                    let counted = Box::new(counting.count_at_once());
                    self.app.update(Message::Counted(counted));
                }
                other => self.effects.push(other),
            }
        }
        self
    }

    /// Lets the disk answer that all is saved.
    pub fn saved(&mut self) -> &mut Self {
        self.hear(Message::Save(SaveState::Saved("14:02".to_owned())))
    }

    /// Returns what differs between the file as it was and as it is.
    pub fn diff(&self) -> String {
        diff(&self.before, self.app.document().text())
    }

    /// Returns the sentence under the board.
    pub fn notice(&self) -> &str {
        self.app.notice().map_or("", |notice| notice.text())
    }

    /// Returns the screen as a terminal would show it.
    pub fn terminal(&self) -> Terminal<TestBackend> {
        let backend = TestBackend::new(self.size.width, self.size.height);
        let mut terminal = Terminal::new(backend).unwrap();
        terminal.draw(|frame| view::draw(&self.app, frame)).unwrap();
        terminal
    }

    /// Returns the screen as lines of text.
    pub fn screen(&self) -> String {
        let terminal = self.terminal();
        let buffer = terminal.backend().buffer();
        let lines = (0..self.size.height).map(|y| {
            let cells = (0..self.size.width).map(|x| buffer[(x, y)].symbol());
            cells.collect::<String>().trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Returns the lines that went (`-`) and came (`+`), blanks around them cut off.
pub fn diff(before: &str, after: &str) -> String {
    let before: Vec<&str> = before.lines().collect();
    let after: Vec<&str> = after.lines().collect();
    let mut common = vec![vec![0_u32; after.len() + 1]; before.len() + 1];
    for (i, old) in before.iter().enumerate().rev() {
        for (j, new) in after.iter().enumerate().rev() {
            common[i][j] = if old == new {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut told) = (0, 0, Vec::new());
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == after.len() || i < before.len() && common[i + 1][j] >= common[i][j + 1] {
            told.push(format!("-{}", before[i].trim()));
            i += 1;
        } else {
            told.push(format!("+{}", after[j].trim()));
            j += 1;
        }
    }
    told.join("\n")
}

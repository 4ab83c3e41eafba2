//! The slide that one may leave up while others look: departments, and nobody's name.

/// The state of the slide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlurScreen {
    /// How many departments are off the top.
    pub scroll: usize,
    /// Whether a key was pressed that means nothing here.
    pub is_astray: bool,
}

//! Which departments may be told by themselves where nobody is to be made out, and which only
//! together.
//!
//! Promises: whatever is told is told of three people at least, or not at all.

/// Fewer people than this are told together with others: one could guess who it was.
pub const SMALL: usize = 3;

/// Places of departments, by how they are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Those large enough to be told alone, in the file's order.
    pub alone: Vec<usize>,
    /// Those told together.
    pub together: Vec<usize>,
}

impl Groups {
    /// Groups departments of so many people: the small ones together, with the next larger ones
    /// until there are enough. `None` where all of them have too few.
    pub fn of(sizes: &[usize]) -> Option<Self> {
        let size = |at: usize| sizes.get(at).copied().unwrap_or(0);
        let (mut alone, mut together): (Vec<usize>, Vec<usize>) = (0..sizes.len())
            .filter(|at| size(*at) > 0)
            .partition(|at| size(*at) >= SMALL);
        while !together.is_empty() && together.iter().map(|at| size(*at)).sum::<usize>() < SMALL {
            let smallest = (0..alone.len()).min_by_key(|nth| alone.get(*nth).map(|at| size(*at)));
            together.push(alone.remove(smallest?));
        }
        Some(Self { alone, together })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sizes: &[usize], expected: Option<(&[usize], &[usize])>) {
        let groups = Groups::of(sizes);
        let groups = groups.as_ref().map(|it| (&*it.alone, &*it.together));
        assert_eq!(groups, expected, "{sizes:?}");
    }

    #[test]
    fn nothing_is_told_of_fewer_than_three() {
        check(&[4, 2, 2, 1], Some((&[0], &[1, 2, 3])));
        check(&[4, 3, 1], Some((&[0], &[2, 1])));
        check(&[5, 0, 3], Some((&[0, 2], &[])));
        check(&[1, 1], None);
        check(&[], Some((&[], &[])));
    }
}

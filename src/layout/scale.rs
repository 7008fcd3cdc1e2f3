//! A linear scale from minutes to units of a drawing.

use crate::dates::bounds::Minute;

/// A stretch of time laid over a width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    from: Minute,
    to: Minute,
    width: i32,
}

impl Scale {
    /// The stretch from `from` to `to`, both inclusive, over `width` units. A stretch that would
    /// have no length is given one minute.
    pub fn new(from: Minute, to: Minute, width: i32) -> Self {
        Self { from, to: Minute(to.0.max(from.0.saturating_add(1))), width: width.max(1) }
    }

    /// Where `minute` lies: 0 at the beginning, the width at the end; what lies outside of the
    /// stretch is at its nearer end.
    pub fn x(&self, minute: Minute) -> i32 {
        let length = i128::from(self.to.0) - i128::from(self.from.0);
        let into = (i128::from(minute.0) - i128::from(self.from.0)).clamp(0, length);
        i32::try_from((into * i128::from(self.width) + length / 2) / length)
            .expect("it lies within the width")
    }

    /// The first minute.
    pub fn from(&self) -> Minute {
        self.from
    }

    /// The last minute.
    pub fn to(&self) -> Minute {
        self.to
    }

    /// The width, in units of the drawing.
    pub fn width(&self) -> i32 {
        self.width
    }

    /// How many minutes the stretch has.
    pub fn minutes(&self) -> i128 {
        i128::from(self.to.0) - i128::from(self.from.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::Scale;
    use crate::dates::bounds::Minute;

    proptest! {
        #[test]
        fn later_is_never_further_left(from in any::<i64>(), to in any::<i64>(), a in any::<i64>(), b in any::<i64>()) {
            let scale = Scale::new(Minute(from.min(to)), Minute(from.max(to)), 1180);
            let (a, b) = (a.min(b), a.max(b));
            prop_assert!(scale.x(Minute(a)) <= scale.x(Minute(b)));
            prop_assert!((0..=1180).contains(&scale.x(Minute(a))));
            prop_assert_eq!(scale.x(scale.from()), 0);
            prop_assert_eq!(scale.x(scale.to()), 1180);
        }
    }
}

//! Colours as `site.toml` has them, and how well they can be told apart.
//!
//! Contrast is that of WCAG 2.2 (relative luminance of sRGB), in whole numbers, so that every
//! machine comes to the same.

use std::fmt;

/// A colour of sRGB, without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, green and blue, each 0 to 255.
    pub channels: [u8; 3],
}

impl Colour {
    /// Reads `#8f1d1d` or `#811`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
        let channels = match digits.len() {
            3 => [digit(0)? * 17, digit(1)? * 17, digit(2)? * 17],
            6 => [0, 2, 4].map(|at| Some(digit(at)? << 4 | digit(at + 1)?)).map(|c| c.unwrap_or_default()),
            _ => return None,
        };
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(Self { channels })
    }

    /// The contrast with another, in hundredths: 700 for 7 to 1. From 100 to 2100.
    pub fn contrast(self, other: Self) -> u32 {
        let (a, b) = (self.luminance(), other.luminance());
        let (light, dark) = (a.max(b), a.min(b));
        // 5 % of glare are added to both (WCAG 2.2, "contrast ratio").
        ((light + GLARE) * 100 / (dark + GLARE)).try_into().expect("the contrast is 21 to 1 at most")
    }

    /// The relative luminance, in [`WHOLE`] parts.
    fn luminance(self) -> u64 {
        let [red, green, blue] = self.channels.map(|channel| u64::from(LINEAR[channel as usize]));
        (red * 2126 + green * 7152 + blue * 722) / 10_000
    }

    /// The nearest colour on the way to black or to white that has the contrast `least` with
    /// `paper`; this one where it has it.
    pub fn readable_on(self, paper: Self, least: u32) -> Self {
        let end = if paper.luminance() > WHOLE / 5 { 0 } else { 255 };
        let step = |n: u32| {
            let channels = self.channels.map(|channel| {
                let mixed = u32::from(channel) * (STEPS - n) + end * n;
                u8::try_from((mixed + STEPS / 2) / STEPS).expect("a mixture of two channels is one")
            });
            Self { channels }
        };
        (0..=STEPS).map(step).find(|colour| colour.contrast(paper) >= least).unwrap_or_else(|| step(STEPS))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.channels;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The steps from a colour to black or white.
const STEPS: u32 = 64;

/// The luminance of white.
const WHOLE: u64 = 1_000_000;

/// The glare that is added to both sides of a contrast.
const GLARE: u64 = WHOLE / 20;

/// The linear light of each sRGB channel value, in [`WHOLE`] parts (IEC 61966-2-1).
#[rustfmt::skip]
const LINEAR: [u32; 256] = [
    0, 304, 607, 911, 1_214, 1_518, 1_821, 2_125, 2_428, 2_732, 3_035, 3_347,
    3_677, 4_025, 4_391, 4_777, 5_182, 5_605, 6_049, 6_512, 6_995, 7_499, 8_023, 8_568,
    9_134, 9_721, 10_330, 10_960, 11_612, 12_286, 12_983, 13_702, 14_444, 15_209, 15_996, 16_807,
    17_642, 18_500, 19_382, 20_289, 21_219, 22_174, 23_153, 24_158, 25_187, 26_241, 27_321, 28_426,
    29_557, 30_713, 31_896, 33_105, 34_340, 35_601, 36_889, 38_204, 39_546, 40_915, 42_311, 43_735,
    45_186, 46_665, 48_172, 49_707, 51_269, 52_861, 54_480, 56_128, 57_805, 59_511, 61_246, 63_010,
    64_803, 66_626, 68_478, 70_360, 72_272, 74_214, 76_185, 78_187, 80_220, 82_283, 84_376, 86_500,
    88_656, 90_842, 93_059, 95_307, 97_587, 99_899, 102_242, 104_616, 107_023, 109_462, 111_932, 114_435,
    116_971, 119_538, 122_139, 124_772, 127_438, 130_136, 132_868, 135_633, 138_432, 141_263, 144_128, 147_027,
    149_960, 152_926, 155_926, 158_961, 162_029, 165_132, 168_269, 171_441, 174_647, 177_888, 181_164, 184_475,
    187_821, 191_202, 194_618, 198_069, 201_556, 205_079, 208_637, 212_231, 215_861, 219_526, 223_228, 226_966,
    230_740, 234_551, 238_398, 242_281, 246_201, 250_158, 254_152, 258_183, 262_251, 266_356, 270_498, 274_677,
    278_894, 283_149, 287_441, 291_771, 296_138, 300_544, 304_987, 309_469, 313_989, 318_547, 323_143, 327_778,
    332_452, 337_164, 341_914, 346_704, 351_533, 356_400, 361_307, 366_253, 371_238, 376_262, 381_326, 386_429,
    391_572, 396_755, 401_978, 407_240, 412_543, 417_885, 423_268, 428_690, 434_154, 439_657, 445_201, 450_786,
    456_411, 462_077, 467_784, 473_531, 479_320, 485_150, 491_021, 496_933, 502_886, 508_881, 514_918, 520_996,
    527_115, 533_276, 539_479, 545_724, 552_011, 558_340, 564_712, 571_125, 577_580, 584_078, 590_619, 597_202,
    603_827, 610_496, 617_207, 623_960, 630_757, 637_597, 644_480, 651_406, 658_375, 665_387, 672_443, 679_542,
    686_685, 693_872, 701_102, 708_376, 715_694, 723_055, 730_461, 737_910, 745_404, 752_942, 760_525, 768_151,
    775_822, 783_538, 791_298, 799_103, 806_952, 814_847, 822_786, 830_770, 838_799, 846_873, 854_993, 863_157,
    871_367, 879_622, 887_923, 896_269, 904_661, 913_099, 921_582, 930_111, 938_686, 947_307, 955_973, 964_686,
    973_445, 982_251, 991_102, 1_000_000,
];

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn contrast_is_as_wcag_has_it() {
        assert_eq!(colour("#000").contrast(colour("#ffffff")), 2100);
        assert_eq!(colour("#777777").contrast(colour("#fff")), 447);
        assert_eq!(colour("#767676").contrast(colour("#fff")), 454);
        assert_eq!(colour("#8F1d1d").contrast(colour("#8f1d1d")), 100);
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["", "#", "red", "8f1d1d", "#8f1d1", "#8f1d1g", "#8f1d1d00", "#+f+f+f", "#é1d", "#éé1"]
        {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_nearest_that_can_be_read_can(channels in any::<[u8; 3]>(), dark in any::<bool>()) {
            let paper = if dark { colour("#171614") } else { colour("#fdfcf9") };
            let one = Colour { channels };
            assert!(one.readable_on(paper, 700).contrast(paper) >= 700);
            assert_eq!(Colour::parse(&one.to_string()), Some(one));
        }
    }
}

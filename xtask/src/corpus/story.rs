//! What the synthetic chronicle tells, before it is written down in anyone's format.

use super::Order;
use super::centuries;
use super::random::Random;
use super::words::{LANGUAGES, Language, NAMES, OUTLETS, PLACES, TAGS};

/// 1990-01-01 and 2025-12-31, in days since [`EPOCH`].
const FIRST_DAY: usize = EPOCH + 7305;
const LAST_DAY: usize = EPOCH + 20453;

/// 1970-01-01, in days since 0000-03-01.
pub(super) const EPOCH: usize = 719_468;

/// The whole chronicle.
pub(crate) struct Story {
    /// The events, roughly in order of time.
    pub(crate) events: Vec<Event>,
    /// The sources, in order of time.
    pub(crate) sources: Vec<Source>,
    /// Persons and bodies.
    pub(crate) actors: Vec<Name>,
    /// Places.
    pub(crate) places: Vec<Name>,
}

/// An event.
pub(crate) struct Event {
    /// Its id.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// Its date, in EDTF, with a time for some.
    pub(crate) date: String,
    /// The day that it is sorted by where only whole days can be said.
    pub(crate) day: String,
    /// A sentence for lists.
    pub(crate) summary: String,
    /// The language it is told in.
    pub(crate) language: &'static Language,
    /// Indices into the actors.
    pub(crate) actors: Vec<usize>,
    /// Indices into the places.
    pub(crate) places: Vec<usize>,
    /// Its tags.
    pub(crate) tags: Vec<&'static str>,
    /// Its text.
    pub(crate) body: Vec<Block>,
    /// Indices into the sources, in the order of the text.
    pub(crate) cited: Vec<usize>,
    /// The event before it that it follows, as an index.
    pub(crate) follows: Option<usize>,
    /// Two rival dates, each with the index of the source that gives it.
    pub(crate) accounts: Option<[(String, usize); 2]>,
    /// Whether it is a draft.
    pub(crate) draft: bool,
}

/// A block of an event's text.
pub(crate) enum Block {
    /// A heading.
    Heading(String),
    /// Sentences.
    Paragraph(Vec<Sentence>),
    /// Words, the index of the actor who said them, and that of the source that has them.
    Quotation(String, usize, usize),
}

/// A sentence, without its stop.
pub(crate) struct Sentence {
    /// The words.
    pub(crate) words: String,
    /// An actor who is mentioned at its end, as an index.
    pub(crate) mention: Option<usize>,
    /// The index of the source that bears it, and a page of it.
    pub(crate) cited: Option<(usize, Option<usize>)>,
}

/// A source.
pub(crate) struct Source {
    /// What citations use.
    pub(crate) key: String,
    /// Its kind.
    pub(crate) kind: &'static str,
    /// Who published it.
    pub(crate) outlet: &'static str,
    /// When.
    pub(crate) published: String,
    /// Its headline, where one is known.
    pub(crate) title: Option<String>,
    /// Its author, where one is known.
    pub(crate) author: Option<String>,
    /// Its address, where one is known.
    pub(crate) url: Option<String>,
    /// Its language.
    pub(crate) language: &'static str,
    /// The index of the source through which it is known.
    pub(crate) via: Option<usize>,
}

/// An actor or a place.
pub(crate) struct Name {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) title: String,
    /// Whether it has a page of its own.
    pub(crate) has_page: bool,
    /// For a place: degrees north and east.
    pub(crate) at: Option<(String, String)>,
}

/// The day, written `2010-03-18`, from its number since 0000-03-01.
pub(super) fn day(days: usize) -> String {
    // The civil calendar from a count of days, after Howard Hinnant.
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + usize::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A date at or about that day, as precise as chance has it.
fn edtf(random: &mut Random, number: usize) -> String {
    let exact = day(number);
    let later = random.within(1, 40);
    match random.below(100) {
        0..58 => exact,
        58..66 => format!("{exact}T{:02}:{:02}", random.below(24), random.below(60)),
        66..76 => exact[..7].to_owned(),
        76..81 => exact[..4].to_owned(),
        81..84 => format!("{}~", &exact[..7]),
        84..86 => format!("{exact}?"),
        86..91 => format!("{exact}/{}", day(number + later)),
        91..94 => format!("[..{exact}]"),
        94..96 => format!("[{exact},{}]", day(number + later)),
        96..97 => format!("{}X", &exact[..3]),
        97..98 => format!("{exact}/.."),
        98..99 => format!("{}-XX", &exact[..7]),
        _ => "unknown".to_owned(),
    }
}

fn phrase(random: &mut Random, language: &Language, words: usize) -> String {
    let drawn: Vec<&str> = (0..words).map(|_| random.of(language.words)).collect();
    let text = drawn.join(language.space);
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

fn language(random: &mut Random) -> &'static Language {
    let mut left = random.below(100) as u64;
    for language in LANGUAGES {
        if left < language.share {
            return language;
        }
        left -= language.share;
    }
    &LANGUAGES[0]
}

fn names(random: &mut Random, prefix: &str, from: &[&str], count: usize, are_places: bool) -> Vec<Name> {
    let of_degrees = |random: &mut Random, most: usize| {
        let sign = if random.chance(50) { "-" } else { "" };
        format!("{sign}{}.{:02}", random.below(most), random.below(100))
    };
    (0..count)
        .map(|n| Name {
            id: format!("{prefix}-{:03}", n + 1),
            title: if n < from.len() {
                from[n].to_owned()
            } else {
                format!("{} {}", from[n % from.len()], n / from.len() + 1)
            },
            has_page: n % 2 == 0,
            at: are_places.then(|| (of_degrees(random, 90), of_degrees(random, 180))),
        })
        .collect()
}

impl Story {
    /// The story that `order` asks for.
    pub(crate) fn new(order: &Order) -> Self {
        let mut random = Random::new(order.seed);
        let actors = names(&mut random, "actor", NAMES, 40, false);
        let places = names(&mut random, "place", PLACES, 200, true);
        let count = (order.events / 2).max(1);
        let sources = (0..count).map(|n| Source::new(&mut random, n, count, order)).collect();
        let mut story = Self { events: Vec::new(), sources, actors, places };
        for n in 0..order.events {
            let event = story.event(&mut random, n, order);
            story.events.push(event);
        }
        story
    }

    fn event(&self, random: &mut Random, n: usize, order: &Order) -> Event {
        let number = match order.centuries {
            true => centuries::day_of(n, order.events),
            false => FIRST_DAY + n * (LAST_DAY - FIRST_DAY) / order.events.max(1) + random.below(3),
        };
        let language = language(random);
        // Sources of about the same time: so each is cited by several events.
        let near = n * self.sources.len() / order.events.max(1);
        let cited: Vec<usize> =
            (0..3).map(|_| (near + random.below(6)).min(self.sources.len() - 1)).collect();
        let words = random.within(4, 9);
        let rival = random.chance(4).then(|| {
            let dates = [day(number), day(number + random.within(1, 9))];
            [(dates[0].clone(), cited[0]), (dates[1].clone(), cited[1])]
        });
        Event {
            id: format!("event-{:05}", n + 1),
            title: phrase(random, language, words),
            date: if order.centuries { centuries::edtf(random, number) } else { edtf(random, number) },
            day: day(number),
            summary: phrase(random, language, 14) + language.stop,
            language,
            actors: distinct(random, self.actors.len(), 3),
            places: distinct(random, self.places.len(), 1),
            tags: distinct(random, TAGS.len(), 2).into_iter().map(|n| TAGS[n]).collect(),
            body: self.body(random, language, &cited),
            follows: (n > 0 && random.chance(5)).then(|| n - 1),
            accounts: rival,
            draft: random.chance(order.drafts),
            cited,
        }
    }

    /// 150 to 250 words, three citations.
    fn body(&self, random: &mut Random, language: &Language, cited: &[usize]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let quoted = random.chance(30);
        let borne = if quoted { &cited[..2] } else { cited };
        let mut words = random.within(150, 250);
        for n in 0..3 {
            if n == 1 && random.chance(40) {
                blocks.push(Block::Heading(phrase(random, language, 3)));
            }
            let mut sentences = Vec::new();
            let until = if n == 2 { 0 } else { words * (2 - n) / (3 - n) };
            while words > until {
                let length = random.within(9, 18).min(words);
                words -= length;
                let mention = random.chance(12).then(|| random.below(self.actors.len()));
                sentences.push(Sentence { words: phrase(random, language, length), mention, cited: None });
            }
            if let (Some(&source), Some(last)) = (borne.get(n), sentences.last_mut()) {
                let page = random.chance(30).then(|| random.within(1, 24));
                last.cited = Some((source, page));
            }
            blocks.push(Block::Paragraph(sentences));
        }
        if quoted {
            let said = phrase(random, language, 12) + language.stop;
            blocks.push(Block::Quotation(said, random.below(self.actors.len()), cited[2]));
        }
        blocks
    }
}

fn distinct(random: &mut Random, of: usize, count: usize) -> Vec<usize> {
    let mut drawn = Vec::new();
    while drawn.len() < count {
        let one = random.below(of);
        if !drawn.contains(&one) {
            drawn.push(one);
        }
    }
    drawn
}

impl Source {
    fn new(random: &mut Random, n: usize, count: usize, order: &Order) -> Self {
        let published = match order.centuries {
            true => centuries::reported(random, n, count),
            false => day(FIRST_DAY + n * (LAST_DAY - FIRST_DAY) / count + random.below(4)),
        };
        let key = format!("source-{:05}", n + 1);
        let language = language(random);
        let words = random.within(4, 10);
        Self {
            kind: random.of(&["news", "news", "news", "agency", "document", "broadcast", "analysis"]),
            outlet: random.of(OUTLETS),
            title: random.chance(75).then(|| phrase(random, language, words)),
            author: random.chance(40).then(|| random.of(NAMES).to_owned()),
            url: random.chance(60).then(|| format!("https://press.example/{published}/{key}")),
            published: if random.chance(90) || published.len() < 7 {
                published
            } else {
                published[..7].to_owned()
            },
            language: language.tag,
            via: (n > 0 && random.chance(8)).then(|| n - 1),
            key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, EPOCH, Order, Story, day};

    #[test]
    fn days_are_the_calendars() {
        assert_eq!(day(EPOCH), "1970-01-01");
        assert_eq!(day(super::FIRST_DAY), "1990-01-01");
        assert_eq!(day(EPOCH + 14_686), "2010-03-18");
        assert_eq!(day(EPOCH + 11_016), "2000-02-29");
        assert_eq!(day(super::LAST_DAY), "2025-12-31");
    }

    #[test]
    fn an_event_has_three_citations_and_about_two_hundred_words() {
        let story = Story::new(&Order { events: 200, seed: 1, drafts: 0, centuries: false });
        assert_eq!((story.events.len(), story.sources.len()), (200, 100));
        for event in &story.events {
            let mut citations = 0;
            for block in &event.body {
                citations += match block {
                    Block::Heading(_) => 0,
                    Block::Paragraph(sentences) => sentences.iter().filter(|s| s.cited.is_some()).count(),
                    Block::Quotation(..) => 1,
                };
            }
            assert_eq!(citations, 3, "{}", event.id);
        }
    }

    #[test]
    fn a_seed_is_a_story() {
        let titles = |seed| {
            let story = Story::new(&Order { events: 30, seed, drafts: 0, centuries: false });
            story.events.into_iter().map(|event| event.title).collect::<Vec<_>>()
        };
        assert_eq!(titles(1), titles(1));
        assert_ne!(titles(1), titles(2));
    }
}

/* The pass over all pairs, as in scan.py, which says how and why, and in sums.py, deferring.py and
   offering.py; the same results to the bit. */
#include "exact.h"
#include <string.h>

#define ROW_MASK 0xFFFFFFFFll
#define WORD 64
#define AHEAD 8
#define FAR 16
#define BINS 1024
#define BIN_SHIFT 12
#define SAMPLED 1024
#define BOUND_SHIFT 6

typedef struct {
    const Supply *supply;
    const Found *found;
    const Scratch *scratch;
    Asker asker;
    int64_t position, block, start, count;
    int32_t floor;         /* a title with a higher bound is near */
    int64_t beyond, excess; /* the most that the sums leave out, and that they are too high */
    int64_t least;          /* what the list still takes */
    int silent;
    int32_t bin; /* in which the k-th highest score so far is */
} Pass;

static int64_t stretched(int64_t score, const Rules *rules) {
    return (score * SILENT_ONE + rules->silent - 1) / rules->silent;
}

/* The least sum of title and other legs that the position's list still takes. */
static int64_t least_taken(const Pass *pass) {
    int64_t k = pass->asker.sizes->k;
    if (!k) return INT32_MAX;
    int64_t key = max64(pass->found->forward[pass->position * k], pass->found->reached[pass->position]);
    int64_t score = max64(key >> 32, 0);
    return pass->silent ? stretched(score, pass->asker.rules) : score;
}

/* A bound that about `rules->near` in a thousand titles of the talents exceed. */
static int32_t pick_floor(const Pass *pass) {
    const Sizes *sizes = pass->asker.sizes;
    int64_t step = max64(sizes->titles / SAMPLED, 1), sampled = 0, above = 0, bin = BINS;
    int32_t counts[BINS] = {0};
    for (int64_t title = 0; title < sizes->titles; title += step, sampled++)
        counts[pass->asker.bounds[title] >> BOUND_SHIFT]++;
    while (bin > 1 && (above += counts[bin - 1]) * 1000 <= sampled * pass->asker.rules->near) bin--;
    return (int32_t)(bin << BOUND_SHIFT) - 1;
}

/* Titles with a bound above the floor, ascending; how many. */
static int64_t list_near_titles(const Pass *pass, int32_t *near) {
    const uint16_t *bounds = pass->asker.bounds;
    int64_t titles = pass->asker.sizes->titles, title = 0, taken = 0;
#ifdef __AVX512BW__
    __m512i floor = _mm512_set1_epi16((short)pass->floor);
    for (; title + 32 <= titles; title += 32) {
        uint32_t hits = _mm512_cmpgt_epu16_mask(_mm512_loadu_si512(bounds + title), floor);
        for (; hits; hits &= hits - 1) near[taken++] = (int32_t)(title + __builtin_ctz(hits));
    }
#endif
    for (; title < titles; title++) {
        near[taken] = (int32_t)title;
        taken += bounds[title] > pass->floor;
    }
    return taken;
}

/* Who has a title near the position's: places and bounds by block. */
static void list_near(const Pass *pass) {
    const Supply *supply = pass->supply;
    const Scratch *scratch = pass->scratch;
    const int32_t *near = scratch->near_titles;
    int64_t count = list_near_titles(pass, scratch->near_titles), *ends = scratch->near_ends;
    memcpy(ends, supply->near_starts, (size_t)pass->asker.sizes->blocks * sizeof *ends);
    for (int64_t at = 0; at < count; at++) {
        if (at + FAR < count) __builtin_prefetch(supply->holder_starts + near[at + FAR]);
        if (at + AHEAD < count)
            __builtin_prefetch(supply->holders + supply->holder_starts[near[at + AHEAD]]);
        uint16_t bound = pass->asker.bounds[near[at]];
        int64_t last = supply->holder_starts[near[at] + 1];
        for (int64_t holder = supply->holder_starts[near[at]]; holder < last; holder++) {
            int64_t end = ends[supply->holders[holder] >> 16]++;
            scratch->near_places[end] = (uint16_t)supply->holders[holder];
            scratch->near_bounds[end] = bound;
        }
    }
}

static void keep(uint64_t *restrict eligible, const uint64_t *restrict mask, int64_t words) {
    for (int64_t at = 0; at < words; at++) eligible[at] &= mask[at];
}

/* Mark those of the block whom no requirement refuses, and perhaps some more; whether any is. */
static int mark_eligible(const Pass *pass) {
    const Wanted *wanted = pass->asker.wanted;
    const Sizes *sizes = pass->asker.sizes;
    int64_t words = pass->count / WORD, stride = sizes->places / WORD, first = pass->start / WORD;
    const uint64_t *masks = wanted->masks + first;
    uint64_t *eligible = pass->scratch->eligible, any = 0;
    memcpy(eligible, pass->supply->exists + first, (size_t)words * sizeof *eligible);
    if (pass->asker.rules->refused) return 1;
    const int32_t *rows = wanted->mask_rows + pass->position * sizes->numbers;
    for (int64_t number = 0; number < sizes->numbers; number++)
        if (rows[number] >= 0) keep(eligible, masks + rows[number] * stride, words);
    if (wanted->place_bits[pass->position]) {
        uint64_t *restrict either = pass->scratch->named;
        memset(either, 0, (size_t)words * sizeof *either);
        for (uint64_t left = wanted->place_bits[pass->position]; left; left &= left - 1) {
            const uint64_t *restrict mask = masks + wanted->place_rows[__builtin_ctzll(left)] * stride;
            for (int64_t at = 0; at < words; at++) either[at] |= mask[at];
        }
        keep(eligible, either, words);
    }
    for (int64_t at = 0; at < words; at++) any |= eligible[at];
    return any != 0;
}

/* Add up what the position's features give, but for those left out. */
static void add_features(const Pass *pass) {
    const Supply *supply = pass->supply;
    const Wanted *wanted = pass->asker.wanted;
    const uint32_t *ends = supply->ends + pass->block * (pass->asker.sizes->features + 1);
    const uint16_t *places = supply->places + supply->bases[pass->block];
    const uint8_t *data = supply->data + supply->bases[pass->block];
    const int64_t *bounds = wanted->bounds + pass->position * 4;
    int64_t last = pass->silent ? bounds[1] : bounds[2];
    int32_t *sums = pass->scratch->sums;
    for (int64_t at = bounds[0]; at < last; at++) {
        if (at + FAR < last) __builtin_prefetch(ends + wanted->features[at + FAR]);
        if (at + AHEAD < last) {
            uint32_t next = ends[wanted->features[at + AHEAD]];
            __builtin_prefetch(places + next);
            __builtin_prefetch(data + next);
        }
        int32_t feature = wanted->features[at], weight = wanted->weights[at];
        uint32_t end = ends[feature + 1];
        for (uint32_t posting = ends[feature]; posting < end; posting++)
            sums[places[posting]] += weight * data[posting];
    }
}

/* Raise the sums of those who are near by the bound of their title. */
static void raise_near(const Pass *pass) {
    const Scratch *scratch = pass->scratch;
    int64_t first = pass->supply->near_starts[pass->block], last = scratch->near_ends[pass->block];
    int64_t step = pass->asker.rules->step;
    for (int64_t at = first; at < last; at++) {
        int32_t place = scratch->near_places[at];
        int32_t bound = scratch->near_bounds[at], before = scratch->raised[place];
        if (bound <= before) continue;
        scratch->raised[place] = (uint16_t)bound;
        scratch->sums[place] += (bound - before) << step;
    }
    for (int64_t at = first; at < last; at++) scratch->raised[scratch->near_places[at]] = 0;
}

/* Add the places of the bits, from `first` on in the block, to those put aside; how many they are. */
static int64_t list_bits(const Pass *pass, uint64_t bits, int64_t first, int64_t taken) {
    const Scratch *scratch = pass->scratch;
#ifdef __AVX512BW__
    __m512i inside = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    for (; bits; bits >>= 16, first += 16) {
        __mmask16 some = (__mmask16)bits;
        __m512i places = _mm512_add_epi32(inside, _mm512_set1_epi32((int32_t)(pass->start + first)));
        __m512i sums = _mm512_loadu_si512(scratch->sums + first);
        _mm512_storeu_si512(scratch->deferred + taken, _mm512_maskz_compress_epi32(some, places));
        _mm512_storeu_si512(scratch->deferred_sums + taken, _mm512_maskz_compress_epi32(some, sums));
        taken += __builtin_popcount(some);
    }
    return taken;
#endif
    for (; bits; bits &= bits - 1, taken++) {
        int64_t place = first + __builtin_ctzll(bits);
        scratch->deferred[taken] = (int32_t)(pass->start + place);
        scratch->deferred_sums[taken] = scratch->sums[place];
    }
    return taken;
}

/* A bit for each of 64 places whose sum is at least `need`. */
static uint64_t reach(const int32_t *sums, int32_t need) {
    uint64_t bits = 0;
#ifdef __AVX512BW__
    __m512i needed = _mm512_set1_epi32(need);
    for (int part = 0; part < 4; part++)
        bits |= (uint64_t)_mm512_cmpge_epi32_mask(_mm512_loadu_si512(sums + part * 16), needed) << part * 16;
#else
    int any = 0;
    for (int at = 0; at < WORD; at++) any |= sums[at] >= need;
    if (any)
        for (int at = 0; at < WORD; at++) bits |= (uint64_t)(sums[at] >= need) << at;
#endif
    return bits;
}

/* A bit for each of 64 talents whose own list may take the position. */
static uint64_t reach_back(const int32_t *sums, const int32_t *floors, int32_t beyond) {
    uint64_t bits = 0;
    for (int at = 0; at < WORD; at++) bits |= (uint64_t)(sums[at] >= floors[at] - beyond) << at;
    return bits;
}

/* By place; with `silent` what the sums must reach. */
static const int32_t *talent_floors(const Pass *pass, int silent) {
    return pass->found->floors + (silent ? pass->asker.sizes->places : 0);
}

/* Put aside the eligible places that are, with all that their sums leave out, within reach of a
   list: `need` is what the position's list asks of the sums. */
static void defer(const Pass *pass, int32_t need) {
    const Scratch *scratch = pass->scratch;
    const int32_t *sums = scratch->sums, *floors = talent_floors(pass, pass->silent) + pass->start;
    int64_t taken = scratch->deferred_ends[pass->block];
    for (int64_t place = 0; place < pass->count; place += WORD) {
        uint64_t hits = scratch->eligible[place / WORD], reached;
        if (!hits) continue;
        reached = reach(sums + place, need);
        if (pass->asker.sizes->backward)
            reached |= reach_back(sums + place, floors + place, (int32_t)pass->beyond);
        taken = list_bits(pass, hits & reached, place, taken);
    }
    scratch->deferred_ends[pass->block + 1] = taken;
}

static void replace_least(int64_t *heap, int64_t count, int64_t key) {
    int64_t at = 0, child;
    while ((child = 2 * at + 1) < count) {
        if (child + 1 < count && heap[child + 1] < heap[child]) child++;
        if (heap[child] >= key) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = key;
}

/* Whether a talent whose sum of everything may be `most` is still within reach of a list. */
static int is_within_reach(const Pass *pass, int64_t place, int64_t most) {
    if (most >= pass->least) return 1;
    return pass->asker.sizes->backward && most >= talent_floors(pass, pass->silent)[place];
}

/* Offer the pair of the position and one that was kept to both lists. */
static void offer(Pass *pass, int64_t at) {
    const Scratch *scratch = pass->scratch;
    int64_t place = scratch->kept[at], sum = scratch->kept_sums[at], bound = scratch->bounds[at];
    const Found *found = pass->found;
    const Asker *asker = &pass->asker;
    int64_t k = asker->sizes->k, row = pass->supply->order[place];
    if (!is_within_reach(pass, place, sum + (bound << asker->rules->step))) return;
    int64_t score = sum + title_leg(asker, place, scratch->titles[at],
                                    asker->sizes->backward ? 0 : pass->least - sum);
    if (pass->silent) score = score * asker->rules->silent / SILENT_ONE;
    int64_t key = score << 32 | (ROW_MASK - row), *list = found->forward + pass->position * k;
    int forward = k && key > max64(list[0], found->reached[pass->position]);
    int back = asker->sizes->backward && score >= talent_floors(pass, 0)[place];
    if (!(forward || back)) return;
    if (asker->rules->check && is_refused(asker, row) != asker->rules->refused) return;
    if (forward) {
        replace_least(list, k, key);
        pass->least = least_taken(pass);
    }
    if (back) {
        found->offered_places[*found->offered] = (int32_t)place;
        found->offered_keys[(*found->offered)++] = score << 32 | (ROW_MASK - asker->row);
    }
}

/* Take the deferred of a block whose sums are from `need` on, below `below` and within reach. */
static int64_t keep_sums(const Pass *pass, int64_t need, int64_t below, int64_t kept) {
    const Scratch *scratch = pass->scratch;
    const int64_t *ends = scratch->deferred_ends + pass->block;
    const int32_t *floors = talent_floors(pass, pass->silent);
    int64_t least = pass->least - pass->beyond, at = ends[0];
#ifdef __AVX512BW__
    __m512i low = _mm512_set1_epi32((int32_t)max64(max64(need, least), 0));
    __m512i high = _mm512_set1_epi32((int32_t)below);
    for (; !pass->asker.sizes->backward && at + 16 <= ends[1]; at += 16) {
        __m512i sums = _mm512_loadu_si512(scratch->deferred_sums + at);
        __m512i places = _mm512_loadu_si512(scratch->deferred + at);
        __mmask16 some = _mm512_mask_cmplt_epi32_mask(_mm512_cmpge_epi32_mask(sums, low), sums, high);
        _mm512_storeu_si512(scratch->kept + kept, _mm512_maskz_compress_epi32(some, places));
        _mm512_storeu_si512(scratch->kept_sums + kept, _mm512_maskz_compress_epi32(some, sums));
        kept += __builtin_popcount(some);
    }
#endif
    for (; at < ends[1]; at++) {
        int64_t sum = scratch->deferred_sums[at], place = scratch->deferred[at], reaches = sum >= least;
        if (pass->asker.sizes->backward) reaches |= sum + pass->beyond >= floors[place];
        scratch->kept[kept] = (int32_t)place;
        scratch->kept_sums[kept] = (int32_t)sum;
        kept += reaches & (sum >= need) & (sum < below);
    }
    return kept;
}

/* Keep those within reach by the bounds of their titles, which take the place of a near one's. */
static int64_t keep_bounds(const Pass *pass, int64_t first, int64_t last) {
    const Supply *supply = pass->supply;
    const Scratch *scratch = pass->scratch;
    const int64_t step = pass->asker.rules->step, rest = pass->asker.wanted->rest[pass->position];
    int64_t kept = first;
    for (int64_t at = first; at < last; at++) {
        __builtin_prefetch(supply->first_titles + scratch->kept[at + FAR] * FEW);
        int64_t place = scratch->kept[at], sum = scratch->kept_sums[at];
        int64_t likely = likely_title(&pass->asker, place), bound = likely >> 32;
        sum -= bound > pass->floor ? bound << step : 0;
        scratch->kept[kept] = (int32_t)place;
        scratch->kept_sums[kept] = (int32_t)sum;
        scratch->bounds[kept] = (uint16_t)bound;
        scratch->titles[kept] = (int32_t)likely;
        kept += is_within_reach(pass, place, sum + rest + (bound << step));
    }
    return kept;
}

static void fetch_common(const Pass *pass, int64_t place) {
    int64_t at = pass->supply->common_starts[place];
    __builtin_prefetch(pass->supply->common_words + at);
    __builtin_prefetch(pass->supply->common_data + at);
}

/* Keep those within reach with their common words, which are added to their sums. */
static int64_t keep_common(const Pass *pass, int64_t first, int64_t last) {
    const Scratch *scratch = pass->scratch;
    int64_t kept = first;
    for (int64_t at = first; at < last; at++) {
        if (at + FAR < last) __builtin_prefetch(pass->supply->common_starts + scratch->kept[at + FAR]);
        if (at + AHEAD < last) fetch_common(pass, scratch->kept[at + AHEAD]);
        int64_t place = scratch->kept[at], sum = scratch->kept_sums[at], bound = scratch->bounds[at];
        if (!pass->silent) sum += common_words(&pass->asker, place);
        scratch->kept[kept] = (int32_t)place;
        scratch->kept_sums[kept] = (int32_t)sum;
        scratch->bounds[kept] = (uint16_t)bound;
        scratch->titles[kept] = scratch->titles[at];
        kept += is_within_reach(pass, place, sum + (bound << pass->asker.rules->step));
    }
    return kept;
}

static void fetch_title(const Pass *pass, int64_t at) {
    const TitlePairs *titles = pass->asker.titles;
    int64_t place = pass->scratch->kept[at], title = pass->scratch->titles[at];
    int64_t start = titles->gram_starts[title];
    __builtin_prefetch(pass->supply->order + place);
    __builtin_prefetch(pass->supply->owned_starts + place);
    __builtin_prefetch(titles->vectors + title * pass->asker.sizes->dimensions);
    __builtin_prefetch(titles->vectors + title * pass->asker.sizes->dimensions + 64);
    __builtin_prefetch(titles->grams + start);
    __builtin_prefetch(titles->grams + start + 16);
    __builtin_prefetch(titles->gram_data + start);
}

static int32_t as_sum(const Pass *pass, int64_t score) {
    return (int32_t)min64(pass->silent ? stretched(score, pass->asker.rules) : score, INT32_MAX);
}

/* Count the eligible by what their sums make as scores; the bin in which the k-th highest is. */
static void count_scores(Pass *pass) {
    const int32_t *sums = pass->scratch->sums;
    const Rules *rules = pass->asker.rules;
    int64_t above = 0, k = pass->asker.sizes->k;
    int32_t need = as_sum(pass, max64(pass->bin, 1) << BIN_SHIFT), bin = BINS;
    for (int64_t place = 0; place < pass->count; place += WORD) {
        uint64_t bits = pass->scratch->eligible[place / WORD];
        if (bits) bits &= reach(sums + place, need);
        for (; bits; bits &= bits - 1) {
            int64_t score = sums[place + __builtin_ctzll(bits)];
            if (pass->silent) score = score * rules->silent / SILENT_ONE;
            pass->scratch->counts[min64(score >> BIN_SHIFT, BINS - 1)]++;
        }
    }
    while (above < k && --bin > pass->bin) above += pass->scratch->counts[bin];
    pass->bin = bin;
}

static void enter(Pass *pass, int64_t block) {
    uint64_t asked = pass->asker.wanted->languages[pass->position], spoken = pass->supply->languages[block];
    pass->block = block;
    pass->start = pass->supply->starts[block];
    pass->count = pass->supply->starts[block + 1] - pass->start;
    pass->silent = asked && spoken && !(asked & spoken);
    pass->least = least_taken(pass);
}

/* The least score of those whose sums make `score`: a near title's bound may be too high. */
static int64_t sure(const Pass *pass, int64_t score) {
    int64_t stretch = max64(pass->asker.rules->silent, SILENT_ONE);
    return max64(score - (pass->excess * stretch / SILENT_ONE + 1), 0);
}

/* Sum up one block and put aside who may be taken: k talents have a sum of the bin so far, which
   sets a threshold unless some of them may be refused when they are checked. */
static void take_block(Pass *pass, int seeded) {
    int64_t *ends = pass->scratch->deferred_ends + pass->block;
    ends[1] = ends[0];
    if (!mark_eligible(pass)) return;
    add_features(pass);
    raise_near(pass);
    int64_t least = pass->least;
    if (!seeded) {
        count_scores(pass);
        if (!pass->asker.rules->check) least = as_sum(pass, sure(pass, (int64_t)pass->bin << BIN_SHIFT));
    }
    defer(pass, (int32_t)max64(least - pass->beyond, 0));
    memset(pass->scratch->sums, 0, (size_t)pass->count * sizeof(int32_t));
}

/* Offer the deferred whose sums make scores from `low` on and below `high`, if they are still within
   reach: by ever dearer bounds for all of them, so that what is read from far away can be fetched
   in time, and by the exact score last. */
static void offer_deferred(Pass *pass, int64_t low, int64_t high) {
    const Scratch *scratch = pass->scratch;
    int64_t blocks = pass->asker.sizes->blocks, *ends = scratch->kept_ends, last;
    ends[0] = 0;
    for (int64_t block = 0; block < blocks; block++) {
        enter(pass, block);
        last = keep_sums(pass, as_sum(pass, low), as_sum(pass, high), ends[block]);
        last = keep_bounds(pass, ends[block], last);
        ends[block + 1] = keep_common(pass, ends[block], last);
    }
    last = ends[blocks];
    for (int64_t block = 0; block < blocks; block++) {
        enter(pass, block);
        for (int64_t at = ends[block]; at < ends[block + 1]; at++) {
            if (at + AHEAD < last) fetch_title(pass, at + AHEAD);
            offer(pass, at);
        }
    }
}

/* One position against every talent. */
static void take_position(Pass *pass) {
    int seeded = !pass->asker.sizes->k || pass->found->reached[pass->position] >= 0;
    memset(pass->scratch->counts, 0, BINS * sizeof(int32_t));
    pass->bin = 0;
    pass->scratch->deferred_ends[0] = 0;
    for (int64_t block = 0; block < pass->asker.sizes->blocks; block++) {
        enter(pass, block);
        take_block(pass, seeded);
    }
    int64_t highest = seeded ? INT32_MAX : (int64_t)pass->bin << BIN_SHIFT;
    offer_deferred(pass, highest, INT32_MAX);
    offer_deferred(pass, 0, highest);
}

/* Lay out by number what the position gives for common words, or take it away again. */
static void spread_common(const Pass *pass, int32_t times) {
    const Wanted *wanted = pass->asker.wanted;
    const int64_t *bounds = wanted->bounds + pass->position * 4;
    for (int64_t at = bounds[2]; at < bounds[3]; at++)
        pass->scratch->common[wanted->features[at]] = wanted->weights[at] * times;
}

static void spread_grams(const Pass *pass, int32_t times) {
    const TitlePairs *titles = pass->asker.titles;
    int64_t own = pass->asker.own;
    for (int64_t at = titles->own_gram_starts[own]; at < titles->own_gram_starts[own + 1]; at++)
        pass->scratch->grams[titles->own_grams[at]] = titles->own_gram_data[at] * times;
}

/* Positions first..last of the batch against every talent; where it stopped for want of room. */
int64_t NAME(scan)(const Supply *supply, const Talents *talents, const Wanted *wanted,
                   const TitlePairs *titles, const Found *found, const Rules *rules,
                   const Scratch *scratch, const Sizes *sizes, int64_t first, int64_t last) {
    Asker asker = {.supply = supply, .talents = talents, .wanted = wanted, .titles = titles,
                   .rules = rules, .sizes = sizes, .grams = scratch->grams, .common = scratch->common};
    Pass pass = {.supply = supply, .found = found, .scratch = scratch, .asker = asker};
    int64_t title = -1, position = first;
    for (; position < last; position++) {
        if (sizes->backward && sizes->offers - *found->offered < sizes->places) break;
        pass.position = position;
        pass.asker.row = wanted->order[position];
        if (wanted->title[position] != title) {
            if (title >= 0) spread_grams(&pass, 0);
            title = wanted->title[position];
            pass.asker.own = titles->own[title];
            pass.asker.bounds = titles->bounds + title * sizes->room;
            spread_grams(&pass, 1);
            pass.floor = pick_floor(&pass);
            list_near(&pass);
        }
        pass.beyond = ((int64_t)pass.floor << rules->step) + wanted->rest[position];
        pass.excess = titles->excess[title];
        spread_common(&pass, 1);
        take_position(&pass);
        spread_common(&pass, 0);
    }
    if (title >= 0) spread_grams(&pass, 0);
    return position;
}

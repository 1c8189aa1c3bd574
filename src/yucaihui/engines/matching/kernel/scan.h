/* What Python hands over: addresses and numbers of eight bytes each, in the order of the named
   tuples of the same names in scan.py and title_rows.py, whose docstrings say what they hold. */
#include <stdint.h>

typedef struct {
    const int64_t *order, *starts;
    const float *most;
    const uint8_t *columns;
    const int64_t *bases;
    const uint32_t *ends;
    const uint16_t *places;
    const uint8_t *data;
    const float *offers;
    const uint64_t *place_bits, *languages;
    const int64_t *owned_starts;
    const int32_t *owned;
    const int64_t *named_starts;
    const int32_t *named;
} Supply;

typedef struct {
    const int64_t *order;
    const int32_t *title, *features, *weights;
    const int64_t *bounds;
    const float *asks;
    const uint64_t *place_bits, *languages;
    const int64_t *named_starts;
    const int32_t *named;
} Wanted;

typedef struct {
    const int32_t *similar, *floors;
    const int64_t *starts;
    const uint16_t *places;
    const int32_t *rise;
} Rows;

typedef struct {
    int64_t *forward, *reached, *backward;
    int32_t *floors;
} Found;

typedef struct {
    int64_t silent, refused, check_places;
} Rules;

/* Lengths of what stands above: talents, their distinct titles, blocks, places in a block, columns,
   features, requirements; positions, and the widths of the two lists. */
typedef struct {
    int64_t talents, titles, blocks, block, columns, features, numbers, positions, k, backward;
} Sizes;

/* Reads a calendar from standard input and prints each thing libical finds wrong with it, one a line. */
#include <libical/ical.h>
#include <stdio.h>

static int failures = 0;

static char *next_line(char *into, size_t size, void *from) { return fgets(into, (int)size, from); }

/* The parser and the restriction check leave what they find as X-LIC-ERROR properties. */
static void print_errors(icalcomponent *component) {
    icalproperty *error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
    for (; error; error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY), failures++)
        printf("%s: %s\n", icalcomponent_kind_to_string(icalcomponent_isa(component)), icalproperty_get_xlicerror(error));
    icalcompiter inner = icalcomponent_begin_component(component, ICAL_ANY_COMPONENT);
    for (; icalcompiter_deref(&inner); icalcompiter_next(&inner)) print_errors(icalcompiter_deref(&inner));
}

/* Checks one component of a calendar, in a calendar of its own: among others libical stops at the first bad one. */
static void check_alone(icalcomponent *calendar, icalcomponent *component, int as_published) {
    icalcomponent *alone = icalcomponent_new(ICAL_VCALENDAR_COMPONENT), *copy = icalcomponent_new_clone(component);
    icalproperty *property = icalcomponent_get_first_property(calendar, ICAL_ANY_PROPERTY);
    for (; property; property = icalcomponent_get_next_property(calendar, ICAL_ANY_PROPERTY))
        icalcomponent_add_property(alone, icalproperty_new_clone(property));
    icalcomponent_add_component(alone, copy);
    if (as_published) {
        icalcomponent_add_property(alone, icalproperty_new_method(ICAL_METHOD_PUBLISH));
        icalcomponent_add_property(copy, icalproperty_new_organizer("mailto:nobody@example.org"));
    }
    int before = failures, valid = icalrestriction_check(alone);
    print_errors(alone);
    if (!valid && failures == before) failures++, puts("refused without a reason");
    icalcomponent_free(alone);
}

int main(void) {
    icalparser *parser = icalparser_new();
    icalparser_set_gen_data(parser, stdin);
    icalcomponent *calendar = icalparser_parse(parser, next_line);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) return puts("not one VCALENDAR"), 1;
    icalcompiter each = icalcomponent_begin_component(calendar, ICAL_ANY_COMPONENT);
    for (; icalcompiter_deref(&each); icalcompiter_next(&each)) {
        icalcomponent *component = icalcompiter_deref(&each);
        check_alone(calendar, component, 0);
        /* libical asks for UID and DTSTAMP only when there is a METHOD. Ours have none, and no ORGANIZER:
           a listing is not an invitation. So events are checked once more as if they had both. */
        if (icalcomponent_isa(component) == ICAL_VEVENT_COMPONENT) check_alone(calendar, component, 1);
    }
    return failures > 0;
}

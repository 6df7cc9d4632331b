/* A header that no source includes: what is missing is found in it. */
#ifndef LAMPS_H
#define LAMPS_H
#define LAMP_OFF 0
#  define LAMP_ON (1)
#define LAMP_SWITCH
#endif

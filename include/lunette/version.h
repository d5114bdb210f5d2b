/*
** lunette/version.h - which Lunette this is.
*/
#ifndef LUNETTE_VERSION_H
#define LUNETTE_VERSION_H

#define LUNETTE_VERSION "0.1.0"

#endif

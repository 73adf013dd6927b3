/* drop-files.c: lets go of files over a window, as a file manager does (XDND, version 5)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   drop-files WINDOW X Y URI...    exit 0: taken, 1: not taken, 2: no answer
 */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLAIN "text/plain;charset=utf-8"
#define PATIENCE 20000 /* ms for each answer */

typedef struct
{
  Display *display;
  Window source;
  Window target;
  char list[65536]; /* text/uri-list */
} Drag;

static Atom
atom (Drag *drag, const char *name)
{
  return XInternAtom (drag->display, name, False);
}

static void
tell (Drag *drag, const char *type, long l1, long l2, long l3, long l4)
{
  XEvent event = { 0 };

  event.xclient.type = ClientMessage;
  event.xclient.window = drag->target;
  event.xclient.message_type = atom (drag, type);
  event.xclient.format = 32;
  event.xclient.data.l[0] = (long) drag->source;
  event.xclient.data.l[1] = l1;
  event.xclient.data.l[2] = l2;
  event.xclient.data.l[3] = l3;
  event.xclient.data.l[4] = l4;
  XSendEvent (drag->display, drag->target, False, NoEventMask, &event);
  XFlush (drag->display);
}

/* Hands out the list, also as the plain text that file managers offer beside it. */
static void
answer (Drag *drag, const XSelectionRequestEvent *request)
{
  XEvent event = { 0 };

  event.xselection.type = SelectionNotify;
  event.xselection.requestor = request->requestor;
  event.xselection.selection = request->selection;
  event.xselection.target = request->target;
  event.xselection.time = request->time;
  if (request->target == atom (drag, "text/uri-list") || request->target == atom (drag, PLAIN))
    {
      event.xselection.property = request->property;
      XChangeProperty (drag->display, request->requestor, request->property, request->target, 8,
                       PropModeReplace, (unsigned char *) drag->list, (int) strlen (drag->list));
    }
  XSendEvent (drag->display, request->requestor, False, NoEventMask, &event);
  XFlush (drag->display);
}

/* The second word of the next message of this type, whose lowest bit says yes; -1: none came. */
static long
wait_for (Drag *drag, const char *type)
{
  struct pollfd fd = { .fd = ConnectionNumber (drag->display), .events = POLLIN };

  while (XPending (drag->display) > 0 || poll (&fd, 1, PATIENCE) > 0)
    {
      XEvent event;

      XNextEvent (drag->display, &event);
      if (event.type == SelectionRequest)
        answer (drag, &event.xselectionrequest);
      else if (event.type == ClientMessage && event.xclient.message_type == atom (drag, type))
        return event.xclient.data.l[1];
    }

  return -1;
}

static int
drop (Drag *drag, long x, long y)
{
  long said = 0;

  XSetSelectionOwner (drag->display, atom (drag, "XdndSelection"), drag->source, CurrentTime);
  tell (drag, "XdndEnter", 5L << 24, (long) atom (drag, "text/uri-list"), (long) atom (drag, PLAIN),
        0);
  /* The first answer may come before the window has looked at what is brought. */
  for (int i = 0; i < 3 && said >= 0 && (said & 1) == 0; i++)
    {
      tell (drag, "XdndPosition", 0, x << 16 | y, CurrentTime,
            (long) atom (drag, "XdndActionCopy"));
      said = wait_for (drag, "XdndStatus");
    }
  if (said < 0)
    return 2;
  if ((said & 1) == 0)
    {
      tell (drag, "XdndLeave", 0, 0, 0, 0);
      return 1;
    }
  tell (drag, "XdndDrop", 0, CurrentTime, 0, 0);
  said = wait_for (drag, "XdndFinished");

  return said < 0 ? 2 : (said & 1) == 0;
}

int
main (int argc, char **argv)
{
  static Drag drag;
  int status;

  if (argc < 5)
    return 2;
  drag.display = XOpenDisplay (NULL);
  if (drag.display == NULL)
    return 2;
  drag.source
      = XCreateSimpleWindow (drag.display, DefaultRootWindow (drag.display), 0, 0, 1, 1, 0, 0, 0);
  drag.target = strtoul (argv[1], NULL, 0);
  for (int i = 4; i < argc; i++)
    {
      size_t length = strlen (drag.list);

      snprintf (drag.list + length, sizeof drag.list - length, "%s\r\n", argv[i]);
    }
  status = drop (&drag, atol (argv[2]), atol (argv[3]));
  XCloseDisplay (drag.display);

  return status;
}

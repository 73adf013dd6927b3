# The desktop's notifications, as far as a story needs them: says that it is there, keeps what is shown.
#   notices.py FILE   a line of JSON for each notice shown, and for each taken away
import json
import sys

from gi.repository import Gio, GLib

NAME = 'org.freedesktop.Notifications'
XML = '''<node><interface name="org.freedesktop.Notifications">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
</interface></node>'''


class Notices:
    def __init__(self, path):
        self.path = path
        self.last = 0

    def keep(self, **what):
        with open(self.path, 'a', encoding='utf-8') as out:
            out.write(json.dumps(what) + '\n')

    def called(self, connection, sender, path, interface, method, values, invocation):
        values = values.unpack()
        answer = None
        if method == 'Notify':
            self.last += 1
            number = values[1] or self.last
            self.keep(shown=number, title=values[3], body=values[4], urgency=values[6].get('urgency'))
            answer = GLib.Variant('(u)', (number,))
        elif method == 'CloseNotification':
            self.keep(gone=values[0])
        elif method == 'GetCapabilities':
            answer = GLib.Variant('(as)', (['body'],))
        elif method == 'GetServerInformation':
            answer = GLib.Variant('(ssss)', ('notices', 'henji', '1', '1.2'))
        invocation.return_value(answer)


def main():
    notices = Notices(sys.argv[1])
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    interface = Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0]
    bus.register_object('/org/freedesktop/Notifications', interface, notices.called, None, None)
    loop = GLib.MainLoop()
    bus.connect('closed', lambda *_: loop.quit())
    Gio.bus_own_name_on_connection(bus, NAME, 0, lambda *_: print('there', flush=True), None)
    loop.run()


main()

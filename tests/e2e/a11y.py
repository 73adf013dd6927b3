# The accessibility tree of a program, read over D-Bus without a cache: what is said here is true now.
# libatspi's own cache answers with what it saw some time ago, which a test cannot use.
from gi.repository import Gio, GLib

ACCESSIBLE = 'org.a11y.atspi.Accessible'
ROOT = '/org/a11y/atspi/accessible/root'
TIMEOUT = 20000  # ms

# Numbers of AtspiStateType
STATES = {'active': 1, 'checked': 4, 'editable': 7, 'enabled': 8, 'focusable': 11, 'focused': 12,
          'pressed': 20, 'selected': 23, 'sensitive': 24, 'showing': 25, 'visible': 30}


# What never has anything under it
LEAVES = ('label', 'image')

PROPERTIES = 'org.freedesktop.DBus.Properties'
NAME = (PROPERTIES, 'Get', GLib.Variant('(ss)', (ACCESSIBLE, 'Name')))
ROLE = (ACCESSIBLE, 'GetRoleName', None)
STATE = (ACCESSIBLE, 'GetState', None)
CHILDREN = (ACCESSIBLE, 'GetChildren', None)
EXTENTS = ('org.a11y.atspi.Component', 'GetExtents', GLib.Variant('(u)', (1,)))
TEXT = ('org.a11y.atspi.Text', 'GetText', GLib.Variant('(ii)', (0, -1)))


class Gone(Exception):
    """The object is no longer there."""


def connect():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                                None, 0, TIMEOUT, None).unpack()[0]
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


def application(bus, pid):
    """The root of the program with this process id, or None."""
    registry = Node(bus, 'org.a11y.atspi.Registry', ROOT)
    for name, path in registry.call(ACCESSIBLE, 'GetChildren')[0]:
        owner = bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                              'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)), None, 0,
                              TIMEOUT, None).unpack()[0]
        if owner == pid:
            return Node(bus, name, path)
    return None


def texts(nodes):
    """(node, its text) of each, all asked at once."""
    found = {}
    Node.ask_all((node, lambda n, answer: found.update({n: answer[0] if answer else ''}), TEXT) for node in nodes)
    return [(node, found[node]) for node in nodes]


class Node:
    """One accessible. name, role, states and children are those of the walk that found it."""

    roles = {}  # by owner and path: the one thing that stays

    def __init__(self, bus, owner, path, parent=None):
        self.bus, self.owner, self.path, self.parent = bus, owner, path, parent
        self.role = Node.roles.get((owner, path), '')
        self.name, self.states, self.children = '', frozenset(), []
        self.box = None  # x, y, width, height in the window

    def __repr__(self):
        return f'{self.role} “{self.name}”'

    # Calls

    def call(self, interface, method, signature=None, *args):
        try:
            return self.bus.call_sync(
                self.owner, self.path, interface, method,
                GLib.Variant(signature, args) if signature else None, None, 0, TIMEOUT, None).unpack()
        except GLib.Error as error:
            raise Gone(f'{self}: {method}: {error.message}') from error

    def get(self, interface, prop):
        return self.call(PROPERTIES, 'Get', '(ss)', interface, prop)[0]

    def ask(self, done, interface, method, args):
        def answered(bus, result):
            try:
                done(bus.call_finish(result).unpack())
            except GLib.Error:
                done(None)
        self.bus.call(self.owner, self.path, interface, method, args, None, 0, TIMEOUT, None, answered)

    # Looking

    def read(self):
        """Fills this node and all that is visible under it; all questions of a level at once."""
        level = [self]
        while level:
            self.ask_all((node, *question) for node in level for question in [
                *node._about_what_it_is(), (Node._set_states, STATE), *node._about_children()])
            alive = []
            for node in level:
                if node is self or node._is_on_screen():
                    alive += node.children
                else:
                    node.parent.children.remove(node)
            level = alive
        return self

    def focused(self):
        """The node under this one that has the keyboard, or None. Asks of the others only for their states
        and children: a walk by Tab reads the window once a key."""
        level = [self]
        while level:
            self.ask_all((node, *question) for node in level for question in [
                (Node._set_states, STATE), *node._about_children()])
            level = [n for n in level if n is self or 'visible' in n.states]
            for node in level:
                if 'focused' in node.states:
                    self.ask_all((node, *question) for question in node._about_what_it_is())
                    if node._is_on_screen():
                        return node
            level = [child for node in level for child in node.children]
        return None

    def _about_what_it_is(self):
        questions = [(Node._set_name, NAME), (Node._set_box, EXTENTS)]
        return questions if self.role else questions + [(Node._set_role, ROLE)]

    def _about_children(self):
        return [] if self.role in LEAVES else [(Node._set_children, CHILDREN)]

    @staticmethod
    def ask_all(questions):
        """Asks all of it, each question a node, a setter and a call, at once and waits for the answers."""
        waiting = 0

        def question(node, setter, call):
            def done(answer):
                nonlocal waiting
                waiting -= 1
                setter(node, answer)
            node.ask(done, *call)

        for node, setter, call in questions:
            waiting += 1
            question(node, setter, call)
        context = GLib.MainContext.default()
        while waiting:
            context.iteration(True)

    def _set_name(self, answer):
        self.name = answer[0] if answer else ''

    def _set_role(self, answer):
        self.role = answer[0] if answer else ''
        Node.roles[self.owner, self.path] = self.role

    def _set_states(self, answer):
        low, high = answer[0] if answer else (0, 0)
        bits = low | high << 32
        self.states = frozenset(name for name, bit in STATES.items() if bits >> bit & 1)

    def _set_children(self, answer):
        self.children = [Node(self.bus, owner, path, self)
                         for owner, path in (answer[0] if answer else []) if not path.endswith('/null')]

    def _set_box(self, answer):
        self.box = answer[0] if answer else None

    # GTK 4.8 calls everything visible whose property says so, also on the hidden page of a stack. What
    # was never shown has no size; rows of a list that are scrolled away have none either, but count.
    def _is_on_screen(self):
        if 'visible' not in self.states and self.role != 'application':
            return False
        return self.box is None or self.role == 'list item' or min(self.box[2:]) > 0

    def walk(self):
        """This node and all under it, as of the last read."""
        yield self
        for child in self.children:
            yield from child.walk()

    def extents(self):
        """x, y, width, height in the window."""
        return self.call('org.a11y.atspi.Component', 'GetExtents', '(u)', 1)[0]

    def text(self):
        try:
            return self.call('org.a11y.atspi.Text', 'GetText', '(ii)', 0, -1)[0]
        except Gone:
            return ''

    def description(self):
        return self.get(ACCESSIBLE, 'Description')

    def now(self, state):
        """Is the node in this state at this moment?"""
        self._set_states(self.call(ACCESSIBLE, 'GetState'))
        return state in self.states

    def name_now(self):
        return self.get(ACCESSIBLE, 'Name')

    # Doing

    def actions(self):
        try:
            count = self.get('org.a11y.atspi.Action', 'NActions')
            return [self.call('org.a11y.atspi.Action', 'GetName', '(i)', i)[0] for i in range(count)]
        except Gone:
            return []

    def do(self, name):
        names = self.actions()
        if name not in names:
            raise Gone(f'{self} has no “{name}”')
        self.call('org.a11y.atspi.Action', 'DoAction', '(i)', names.index(name))

    def select_child(self, index):
        self.call('org.a11y.atspi.Selection', 'SelectChild', '(i)', index)

    def set_text(self, text):
        self.call('org.a11y.atspi.EditableText', 'SetTextContents', '(s)', text)

    def insert_text(self, position, text):
        self.call('org.a11y.atspi.EditableText', 'InsertText', '(isi)', position, text,
                  len(text.encode()))

    def set_caret(self, offset):
        self.call('org.a11y.atspi.Text', 'SetCaretOffset', '(i)', offset)

    def focus(self):
        self.call('org.a11y.atspi.Component', 'GrabFocus')

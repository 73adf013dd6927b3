# The engine anthy of ibus with what it learns in HOME: by itself it looks up the user's real home.
import ctypes
import os
import runpy
import sys

ENGINE = '/usr/share/ibus-anthy/engine'

anthy = ctypes.CDLL('libanthy.so.1')
anthy.anthy_init()
anthy.anthy_conf_override(b'HOME', os.environ['HOME'].encode())
os.environ.update(IBUS_PREFIX='/usr', IBUS_ANTHY_PKGDATADIR='/usr/share/ibus-anthy', LIBEXECDIR='/usr/libexec')
sys.path.insert(0, ENGINE)
runpy.run_path(f'{ENGINE}/main.py', run_name='__main__')

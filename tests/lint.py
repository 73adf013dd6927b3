#!/usr/bin/env python3
# Format, layers, translations and metadata. Prints what is wrong with file and line; exit 1 if anything.
import glob
import os
import re
import subprocess
import sys

BUILD = sys.argv[1]

# Folder under src/ -> own folders it may include, foreign headers it may include, foreign symbols
# it may leave undefined. GLib and GObject are everybody's; GIO everybody's but core's.
LAYERS = {
    'core': ([], r'(?!)', r'(?!)'),
    'store': (['core'], r'sqlite3', r'sqlite3_'),
    'channels': (['core'], r'gmime/|libsoup/|json-glib/|libsecret/|archive\.h|archive_entry\.h',
                 r'g_mime_|soup_|json_|secret_|archive_'),
    'paper': (['core'], r'cairo|pango/|gdk-pixbuf/|zint\.h', r'cairo_|pango_|gdk_pixbuf_|ZBarcode_'),
    'desk': (['core', 'store', 'channels', 'paper'], r'cairo', r'cairo_'),
    'models': (['core', 'desk'], r'(?!)', r'(?!)'),
    'ui': (['core', 'paper', 'desk', 'models'],
           r'gtk/|gdk/|adwaita|pango/|cairo|gdk-pixbuf/|graphene|gsk/',
           r'gtk_|gdk_|gsk_|adw_|pango_|cairo_|gdk_pixbuf_|graphene_'),
    'cli': (['core', 'desk'], r'json-glib/', r'json_'),
}
FOREIGN = re.compile(r'^(sqlite3_|g_mime_|cairo_|pango_|gdk_|gtk_|gsk_|adw_|ZBarcode_|json_|soup_|curl_|'
                     r'secret_|archive_|crypto_)')
PLAIN = re.compile(r'^(glib|gobject|gio/|gmodule|config\.h|[a-z0-9_]+\.h$|sys/[a-z_]+\.h$|linux/[a-z_]+\.h$)')
FOREIGN_PLAIN = re.compile(r'^(sqlite3|zint|adwaita|cairo|gmime|archive)')

faults = []


def fault(place, text):
    faults.append(f'{place}: {text}')


def sources(pattern):
    return sorted(p for p in glob.glob(pattern, recursive=True) if not p.startswith('build'))


def check_text():
    for path in sources('src/**/*.[ch]') + sources('tests/**/*.[ch]'):
        lines = open(path, encoding='utf-8').read().split('\n')
        if not any('SPDX-License-Identifier: GPL-3.0-or-later' in line for line in lines[:8]):
            fault(f'{path}:1', 'no SPDX line')
        if lines[-1] != '' or (len(lines) > 1 and lines[-2] == ''):
            fault(f'{path}:{len(lines)}', 'must end in exactly one line break')
        if path.startswith('src/') and len(lines) > 801:
            fault(f'{path}:{len(lines)}', 'over 800 lines: split it by subject')
        for n, line in enumerate(lines, 1):
            if '\t' in line:
                fault(f'{path}:{n}', 'tab')
            if line != line.rstrip():
                fault(f'{path}:{n}', 'space at the end of the line')
            if len(line) > 100:
                fault(f'{path}:{n}', f'{len(line)} columns, at most 100')


def check_format():
    for path in sources('src/**/*.[ch]') + sources('tests/**/*.[ch]'):
        out = subprocess.run(['clang-format', '--dry-run', '--ferror-limit=1', path],
                             capture_output=True, text=True).stderr
        first = re.search(r'^([^\n]+?:\d+):\d+: ', out, re.M)
        if first:
            fault(first.group(1), 'not as clang-format lays it out')


def check_includes():
    home = {os.path.basename(p): p.split('/')[1] for p in sources('src/*/*.h')}
    for path in sources('src/*/*.[ch]'):
        layer = path.split('/')[1]
        own, foreign, _ = LAYERS[layer]
        for n, line in enumerate(open(path, encoding='utf-8'), 1):
            found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if not found:
                continue
            name = found.group(1)
            if name in home:
                if home[name] != layer and home[name] not in own:
                    fault(f'{path}:{n}', f'{layer} may not include {name} of {home[name]}')
            elif os.path.exists(os.path.join(os.path.dirname(path), name)):
                pass
            elif re.match(foreign, name):
                pass
            elif FOREIGN_PLAIN.match(name) or not PLAIN.match(name):
                if not name.startswith('henji-') or not re.search('-resources?[.]h$', name):
                    fault(f'{path}:{n}', f'{layer} may not include <{name}>')
            elif layer == 'core' and name.startswith('gio/'):
                fault(f'{path}:{n}', 'core may not include GIO')


def check_symbols():
    for layer, (_, _, allowed) in LAYERS.items():
        library = f'{BUILD}/src/{layer}/libhenji-{layer}.a'
        if not os.path.exists(library):
            if layer not in ('cli', 'ui'):
                fault(library, 'not built')
            continue
        out = subprocess.run(['nm', '-u', library], capture_output=True, text=True).stdout
        for symbol in sorted(set(re.findall(r'^\s+U (\S+)$', out, re.M))):
            if FOREIGN.match(symbol) and not re.match(allowed, symbol):
                fault(library, f'{layer} may not use {symbol}')
            if layer == 'core' and re.match(r'g_(file|input_stream|output_stream|resource|task|dbus)_',
                                            symbol) and not symbol.startswith('g_file_error'):
                fault(library, f'core may not use {symbol}')


def check_ctl():
    out = subprocess.run(['readelf', '-d', f'{BUILD}/src/cli/henjictl'], capture_output=True,
                         text=True).stdout
    for library in re.findall(r'NEEDED.*\[(lib(?:gtk|gdk(?!_pixbuf)|adwaita)[^\]]*)\]', out):
        fault('henjictl', f'links {library}')


def check_translations():
    listed = [line.strip() for line in open('po/POTFILES', encoding='utf-8')
              if line.strip() and not line.startswith('#')]
    mark = re.compile(r'\b(?:_|N_|C_|Q_|ngettext|g_dngettext) \(')
    for path in sources('src/**/*.[ch]'):
        if mark.search(open(path, encoding='utf-8').read()) and path not in listed:
            fault(path, 'has translatable text, but is not in po/POTFILES')
    for path in sources('src/**/*.ui') + sources('src/**/*.in'):
        if 'translatable=' in open(path, encoding='utf-8').read() and path not in listed:
            fault(path, 'has translatable text, but is not in po/POTFILES')
    for path in listed:
        if not os.path.exists(path):
            fault('po/POTFILES', f'{path} does not exist')
    pot = f'{BUILD}/henji-lint.pot'
    merged = f'{BUILD}/henji-lint-ja.po'
    subprocess.run(['xgettext', '--from-code=UTF-8', '-k_', '-kN_', '-kC_:1c,2', '-kNC_:1c,2',
                    '-kg_dngettext:2,3', '-kngettext:1,2', '-f', 'po/POTFILES', '-o', pot], check=True,
                   stderr=subprocess.DEVNULL)
    subprocess.run(['msgmerge', '-q', '--no-fuzzy-matching', '-o', merged, 'po/ja.po', pot], check=True)
    out = subprocess.run(['msgfmt', '--check', '--statistics', '-o', '/dev/null', merged],
                         capture_output=True, text=True, env={**os.environ, 'LC_ALL': 'C'})
    if out.returncode != 0 or 'untranslated' in out.stderr or 'fuzzy' in out.stderr:
        fault('po/ja.po', out.stderr.strip())
        untranslated = subprocess.run(['msgattrib', '--untranslated', '--no-wrap', merged],
                                      capture_output=True, text=True).stdout
        for text in re.findall(r'^msgid "(.+)"$', untranslated, re.M)[:40]:
            fault('po/ja.po', f'not translated: {text}')


def check_metadata():
    for path in sources(f'{BUILD}/data/*.desktop') or glob.glob(f'{BUILD}/data/*.desktop'):
        out = subprocess.run(['desktop-file-validate', path], capture_output=True, text=True)
        if out.stdout.strip():
            fault(path, out.stdout.strip())
    for path in glob.glob(f'{BUILD}/data/*.metainfo.xml'):
        out = subprocess.run(['appstreamcli', 'validate', '--no-net', path], capture_output=True,
                             text=True)
        if out.returncode != 0:
            fault(path, out.stdout.strip())
    version = re.search(r"version: '([^']+)'", open('meson.build', encoding='utf-8').read()).group(1)
    if not re.search(rf'^Henji {re.escape(version)}\b', open('NEWS', encoding='utf-8').read(), re.M):
        fault('NEWS', f'says nothing of version {version}')
    for path in glob.glob('data/*.metainfo.xml.in*'):
        if f'version="{version}"' not in open(path, encoding='utf-8').read():
            fault(path, f'has no release {version}')


def check_data():
    # What is not listed is not compiled in.
    listed = set(re.findall(r'<file[^>]*>([^<]+)</file>', open('data/henji-data.gresource.xml').read()))
    for folder in ('policies', 'holidays', 'postal', 'templates', 'snippets', 'rules', 'lexicon', 'glossary',
                   'stocks', 'demo', 'demo/photos'):
        for path in sources(f'data/{folder}/*'):
            name = path[len('data/'):]
            if os.path.isfile(path) and name not in listed and not name.endswith('README'):
                fault(path, 'is not in data/henji-data.gresource.xml')


def check_never():
    # Spellings that were measured to be unsafe, wherever they may turn up.
    never = re.compile(r'CURLUSESSL_TRY|VERIFYPEER, *0|accept-certificate|"SHIFT_JIS"')
    for path in sources('src/**/*.[ch]'):
        for n, line in enumerate(open(path, encoding='utf-8'), 1):
            if never.search(line) and 'alias' not in line:
                fault(f'{path}:{n}', 'unsafe: ' + never.search(line).group(0))


for check in (check_text, check_format, check_includes, check_symbols, check_ctl, check_translations,
              check_metadata, check_data, check_never):
    check()
for line in faults:
    print(line)
print(f'{len(faults)} faults')
sys.exit(1 if faults else 0)

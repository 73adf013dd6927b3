/* test-parcel.c: return slips and address labels, on every stock, read back from the PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "paper-fixture.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "henji-compose.h"

#define MM (72.0 / 25.4)
#define NEAR 0.3 /* mm */

static char *folder = NULL;

static gboolean
have_tools (void)
{
  const char *const tools[] = { "pdftoppm", "pdftotext", "zbarimg", "ZXingReader" };

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autofree char *path = g_find_program_in_path (tools[i]);

      if (path == NULL)
        {
          g_test_skip ("a PDF or barcode tool is not installed");
          return FALSE;
        }
    }

  return TRUE;
}

static char *
out_path (void)
{
  return g_build_filename (folder, "parcel.pdf", NULL);
}

static void
replace (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

/* ---- Labels ---------------------------------------------------------------------------------- */

static HenjiAddress *
buyer_address (gboolean japanese)
{
  HenjiAddress *to = henji_address_new ();

  to->name = g_strdup (japanese ? "佐伯 美咲" : "Emily Turner");
  to->line1 = g_strdup (japanese ? "霞が関1-3-2" : "742 Evergreen Terrace");
  to->line2 = g_strdup (japanese ? "郵便プラザ503室" : "Apt. 4B");
  to->city = g_strdup (japanese ? "千代田区" : "Portland");
  to->state = g_strdup (japanese ? "東京都" : "OR");
  to->postal_code = g_strdup (japanese ? "100-0013" : "97205-1234");
  to->country = g_strdup (japanese ? "JP" : "US");
  to->phone = g_strdup (FIXTURE_PHONE);

  return to;
}

static HenjiLabel *
label_of (HenjiLabelKind kind, HenjiLanguage language, int n)
{
  gboolean japanese = language == HENJI_LANGUAGE_JA;
  g_autofree char *rma = g_strdup_printf ("RMA-2026-%06d", 101 + n);
  HenjiLabel *label = fixture_label (language, rma);

  label->kind = kind;
  if (kind == HENJI_LABEL_SLIP)
    {
      label->reason = g_strdup (japanese ? "配送中の破損" : "Damaged on the way");
      return label;
    }
  g_free (label->order_id);
  label->order_id = g_strdup_printf (japanese ? "250-1234567-%07d" : "113-1234567-%07d", n + 1);
  label->from = label->to;
  label->to = buyer_address (japanese);
  g_clear_pointer (&label->rma, g_free);

  return label;
}

static gboolean
save_one (HenjiLabel *label, const char *stock_id, GError **error)
{
  g_autoptr (HenjiStock) stock = fixture_stock (stock_id);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  HenjiLabelJob job = { .stock = stock, .labels = labels, .start = 1, .copies = 1 };
  g_autofree char *path = out_path ();

  g_ptr_array_add (labels, label);

  return henji_label_job_save (&job, path, error);
}

/* (transfer full): what pdftotext reads, without any blanks. */
static char *
words_of (const char *pdf)
{
  const char *argv[] = { "pdftotext", "-raw", pdf, "-", NULL };
  g_autofree char *out = fixture_run (argv);
  GString *words = g_string_new (NULL);

  g_assert_nonnull (out);
  for (const char *p = out; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != '\f')
      g_string_append_unichar (words, g_utf8_get_char (p));

  return g_string_free (words, FALSE);
}

static gboolean
has (const char *words, const char *needle)
{
  g_autoptr (GString) bare = g_string_new (needle);

  g_string_replace (bare, " ", "", 0);
  g_string_replace (bare, "\302\240", "", 0);

  return strstr (words, bare->str) != NULL;
}

static void
assert_has (const char *words, const char *needle)
{
  if (!has (words, needle))
    g_error ("“%s” is not in “%s”", needle, words);
}

/* ---- Bars as they came out --------------------------------------------------------------------
 */

/** Where a symbol must be, in pixels of a picture; u runs along it, v across. */
typedef struct
{
  const Picture *picture;
  gboolean turned;
  double u, v, length, height;
  double dot; /* a dot of the printer in pixels */
} Place;

static int
pixel (const Place *place, int u, int v)
{
  int x = place->turned ? v : u, y = place->turned ? u : v;

  if (x < 0 || y < 0 || x >= place->picture->width || y >= place->picture->height)
    return 255;

  return place->picture->pixels[(gsize) y * place->picture->width + x];
}

static gboolean
is_black (const Place *place, int u, int v)
{
  return pixel (place, u, v) < 128;
}

static Place
place_of (const Picture *page, const HenjiPart *part, const HenjiStock *stock, int cell, int dpi)
{
  double dots = dpi / 25.4, x, y;
  double across = part->code->rows > 1 ? part->code->rows * part->module : part->height;
  Place place = { .picture = page, .turned = part->turned, .dot = (double) dpi / stock->dpi };

  henji_stock_cell (stock, cell, &x, &y);
  place.u = (part->turned ? y + part->y : x + part->x) * dots;
  place.v = (part->turned ? x + part->x : y + part->y) * dots;
  place.length = part->code->columns * part->module * dots;
  place.height = across * dots;

  return place;
}

/* (transfer full) (nullable): what is wrong with a linear symbol at its place: more than 0.3 mm
 * away, a quiet zone that is not white, at the printer's own resolution bars that begin or end
 * inside a dot or are no whole number of modules. */
static char *
fault_of_bars (const Place *place, int columns, double quiet_modules, int dpi)
{
  double module = place->length / columns;
  double slack = NEAR * dpi / 25.4;
  int v = (int) lround (place->v + place->height / 2);
  int first = (int) floor (place->u - 2 * slack), last, quiet, run = 0;

  for (int limit = (int) (place->u + 4 * slack); !is_black (place, first, v);)
    if (++first > limit)
      return g_strdup ("there are no bars");
  last = (int) ceil (place->u + place->length + 2 * slack);
  while (last > first && !is_black (place, last, v))
    last--;
  if (fabs (first - place->u) > slack + 0.5
      || fabs (last + 1 - place->u - place->length) > slack + 0.5)
    return g_strdup_printf ("bars from %d to %d instead of %.1f to %.1f", first, last + 1, place->u,
                            place->u + place->length);
  if (is_black (place, first, (int) floor (place->v - slack) - 1)
      || !is_black (place, first, (int) ceil (place->v + slack) + 1))
    return g_strdup_printf ("bars do not begin at %.1f", place->v);

  /* At another resolution than the printer's the outermost bars may cover a part of a pixel. */
  quiet = (int) floor (quiet_modules * module);
  for (int u = place->dot == 1 ? 1 : 2; u <= quiet; u++)
    if (pixel (place, first - u, v) < 200 || pixel (place, last + u, v) < 200)
      return g_strdup_printf ("the quiet zone ends after %d pixels of %d", u - 1, quiet);

  for (int u = first; place->dot == 1 && u <= last; u++)
    {
      int value = pixel (place, u, v);

      if (value > 40 && value < 215)
        return g_strdup_printf ("the edge at %d lies inside a dot", u);
      run++;
      if (u < last && is_black (place, u, v) == is_black (place, u + 1, v))
        continue;
      if (run % (int) lround (module) != 0)
        return g_strdup_printf ("a bar of %d dots, a module is %.1f", run, module);
      run = 0;
    }

  return NULL;
}

/* ---- The customer barcode, read by its heights ------------------------------------------------
 */

/* 1 long, 2 with its upper half, 3 with its lower, 4 timing: page 12 of the post's manual. */
static const char *const customer_codes[] = {
  "144", "114", "132", "312", "123", "141", "321", "213", "231", "411",
  "414", "324", "342", "234", "432", "243", "423", "441", "111",
};
#define HYPHEN 10
#define CC1 11
#define CC4 14

/* (transfer full) (nullable): "10000131-3-2-503"; %NULL when it cannot be read. */
static char *
read_customer (const Place *place)
{
  g_autoptr (GString) heights = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  double pitch = place->length / 133;
  int sum = 0, letters = -1;

  for (int i = 0; i < 67; i++)
    {
      int u = (int) floor (place->u + (2 * i + 0.5) * pitch);
      gboolean up = is_black (place, u, (int) floor (place->v + place->height * 0.15));
      gboolean middle = is_black (place, u, (int) floor (place->v + place->height * 0.5));
      gboolean down = is_black (place, u, (int) floor (place->v + place->height * 0.85));

      if (!middle
          || (i < 66
              && is_black (place, (int) floor (place->u + (2 * i + 1.5) * pitch),
                           (int) floor (place->v + place->height * 0.5))))
        return NULL;
      g_string_append_c (heights, up && down ? '1' : up ? '2' : down ? '3' : '4');
    }
  /* Across, a bar at the right edge begins on the other side. */
  if (place->turned)
    for (gsize i = 0; i < heights->len; i++)
      heights->str[i] = heights->str[i] == '2'   ? '3'
                        : heights->str[i] == '3' ? '2'
                                                 : heights->str[i];
  if (!g_str_has_prefix (heights->str, "13") || !g_str_has_suffix (heights->str, "31"))
    return NULL;

  for (int i = 0; i < 21; i++)
    {
      int value = -1;

      for (int k = 0; k < (int) G_N_ELEMENTS (customer_codes); k++)
        if (strncmp (heights->str + 2 + 3 * i, customer_codes[k], 3) == 0)
          value = k;
      if (value < 0)
        return NULL;
      sum += value;
      if (i == 20)
        break; /* the check digit */
      if (value >= CC1 && value < CC4)
        letters = value - CC1;
      else if (value < HYPHEN && letters >= 0)
        {
          g_string_append_c (text, (char) ('A' + 10 * letters + value));
          letters = -1;
        }
      else if (value < HYPHEN)
        g_string_append_c (text, (char) ('0' + value));
      else if (value == HYPHEN)
        g_string_append_c (text, '-');
    }

  return sum % 19 == 0 ? g_strdup (text->str) : NULL;
}

/* ---- Every stock ------------------------------------------------------------------------------
 */

static gboolean
reads (const char *const *argv, const char *text)
{
  g_autofree char *out = fixture_run (argv);

  return out != NULL && strstr (out, text) != NULL;
}

/* Zbar reads no Data Matrix. */
static void
assert_reads (const Picture *one, const char *code, gboolean matrix, const char *what)
{
  g_autofree char *path = g_build_filename (folder, "one.pgm", NULL);
  g_autofree char *zbar = g_strdup_printf (":%s\n", code);
  g_autofree char *zxing = g_strdup_printf ("Text:       \"%s\"\n", code);
  const char *zbar_argv[] = { "zbarimg", "--nodbus", "-q", path, NULL };
  const char *zxing_argv[] = { "ZXingReader", "-noscale", path, NULL };

  picture_save (one, path);
  if (!matrix && !reads (zbar_argv, zbar))
    g_error ("%s: zbarimg does not read it", what);
  if (!reads (zxing_argv, zxing))
    g_error ("%s: ZXingReader does not read it", what);
  g_unlink (path);
}

static HenjiComposition *
compose (const HenjiLabel *label, const HenjiStock *stock, HenjiTypesetter *typesetter)
{
  g_autoptr (GError) error = NULL;
  HenjiComposition *composition
      = henji_compose (typesetter, label, stock, stock->width, stock->height, &error);

  g_assert_no_error (error);

  return composition;
}

/* No ink outside of the cells. */
static void
assert_inside (const Picture *page, const HenjiStock *stock, int dpi)
{
  double dots = dpi / 25.4, margin = stock->cut ? -0.3 : 0.3;
  int n = henji_stock_n_cells (stock);

  for (int y = 0; y < page->height; y++)
    for (int x = 0; x < page->width; x++)
      {
        gboolean inside = FALSE;

        if (page->pixels[(gsize) y * page->width + x] > 200)
          continue;
        for (int cell = 1; !inside && cell <= n; cell++)
          {
            double left = 0, top = 0;

            henji_stock_cell (stock, cell, &left, &top);
            inside = (x + 0.5) / dots >= left + margin && (y + 0.5) / dots >= top + margin
                     && (x + 0.5) / dots <= left + stock->width - margin
                     && (y + 0.5) / dots <= top + stock->height - margin;
          }
        if (!inside)
          g_error ("%s: ink at %.1f, %.1f mm", stock->id, x / dots, y / dots);
      }
}

static void
check_cell (const Picture *page,
            const HenjiComposition *composition,
            const HenjiLabel *label,
            const HenjiStock *stock,
            int cell,
            int dpi)
{
  g_autofree char *what = g_strdup_printf ("%s %s, cell %d at %d dpi", stock->id,
                                           henji_label_kind_id (label->kind), cell, dpi);
  g_autoptr (Picture) one = picture_cell (page, stock, cell, dpi);
  int n = 0;

  for (guint i = 0; i < composition->parts->len; i++)
    {
      const HenjiPart *part = g_ptr_array_index (composition->parts, i);
      g_autofree char *fault = NULL;
      Place place;

      if (part->type != HENJI_PART_BARS)
        continue;
      place = place_of (page, part, stock, cell, dpi);
      if (part->code == composition->customer)
        {
          g_autofree char *text = read_customer (&place);

          if (g_strcmp0 (text, "10000131-3-2-503") != 0)
            g_error ("%s: the customer barcode says “%s”", what, text);
          continue;
        }
      n++;
      if (part->code->rows == 1)
        fault = fault_of_bars (&place, part->code->columns, HENJI_CODE128_QUIET, dpi);
      if (fault != NULL)
        g_error ("%s: %s", what, fault);
      if (part->code == composition->matrix)
        {
          /* Where one points the reader at: with words beside it ZXing finds none. */
          int edge = (int) (1.5 * dpi / 25.4);
          g_autoptr (Picture) symbol
              = picture_cut (page, (int) place.u - edge, (int) place.v - edge,
                             (int) place.length + 2 * edge, (int) place.height + 2 * edge);

          assert_reads (symbol, henji_label_code (label), TRUE, what);
        }
      else
        assert_reads (one, henji_label_code (label), FALSE, what);
    }
  g_assert_cmpint (n, ==, 1);
}

static void
check_sheet (const HenjiStock *stock, HenjiLabelKind kind, HenjiLanguage language)
{
  static const char *const expected[2][2][3] = {
    { { "返品明細書", "荷物の中", "配送中の破損" },
      { "Return slip", "inside the parcel", "Damaged on the way" } },
    { { "〒100-0013", "東京都千代田区霞が関1-3-2", "佐伯 美咲 様" },
      { "EMILY TURNER", "742 EVERGREEN TERRACE", "PORTLAND OR 97205-1234" } },
  };
  gboolean japanese = language == HENJI_LANGUAGE_JA;
  int n = henji_stock_n_cells (stock);
  g_autoptr (GPtrArray) labels
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  HenjiLabelJob job = { .stock = stock, .labels = labels, .start = 1, .copies = 1 };
  g_autoptr (HenjiTypesetter) typesetter = henji_typesetter_new ();
  g_autofree char *path = out_path ();
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  const int dpis[] = { 203, 300 };
  gboolean small;

  for (int i = 0; i < n; i++)
    g_ptr_array_add (labels, label_of (kind, language, i));
  if (!henji_label_job_save (&job, path, &error))
    {
      /* Only what is really small or narrow is refused, and the sentence says why. */
      g_test_message ("%s: %s", stock->id, error->message);
      g_assert_nonnull (strstr (error->message, stock->title));
      g_assert_true (stock->width * stock->height < 1700
                     || (kind == HENJI_LABEL_SLIP && stock->width < 40));
      return;
    }

  words = words_of (path);
  /* The smallest slips only say what they are, and how many things belong to them. */
  small = kind == HENJI_LABEL_SLIP && !has (words, expected[0][japanese ? 0 : 1][2]);
  if (small)
    assert_has (words, japanese ? "3点" : "3 items");
  for (int i = 0; i < (small ? 1 : 3); i++)
    assert_has (words, expected[kind == HENJI_LABEL_SLIP ? 0 : 1][japanese ? 0 : 1][i]);
  g_assert_null (strstr (words, FIXTURE_PHONE));
  for (guint i = 0; i < G_N_ELEMENTS (dpis); i++)
    {
      g_autoptr (Picture) page = picture_of_page (path, 1, dpis[i]);

      assert_inside (page, stock, dpis[i]);
      for (int cell = 1; cell <= n; cell += MAX (n - 1, 1))
        {
          const HenjiLabel *label = g_ptr_array_index (labels, cell - 1);
          g_autoptr (HenjiComposition) composition = compose (label, stock, typesetter);

          assert_has (words, henji_label_code (label));
          check_cell (page, composition, label, stock, cell, dpis[i]);
        }
    }
}

static void
test_sheets (gconstpointer data)
{
  g_autoptr (HenjiStock) stock = NULL;

  if (!have_tools ())
    return;
  stock = fixture_stock (data);
  for (int kind = HENJI_LABEL_SLIP; kind <= HENJI_LABEL_RESEND; kind++)
    {
      check_sheet (stock, kind, HENJI_LANGUAGE_JA);
      check_sheet (stock, kind, HENJI_LANGUAGE_EN);
    }
}

/* Labels as low as are sold: the Data Matrix instead of bars. */
static void
test_small (void)
{
  static const char *const text
      = "[stock]\nid=small\ntitle=Small\npage-width=210\npage-height=297\ncolumns=3\nrows=8\n"
        "width=66\nheight=33.9\nleft=6\ntop=12.9\npitch-x=66\npitch-y=33.9\ninset=2\ndpi=300\n"
        "verified=true\nsource=here\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiStock) stock = henji_stock_parse (text, strlen (text), "small", &error);
  g_autoptr (HenjiTypesetter) typesetter = henji_typesetter_new ();
  g_autoptr (HenjiLabel) label = label_of (HENJI_LABEL_RESEND, HENJI_LANGUAGE_JA, 0);
  g_autoptr (HenjiComposition) composition = NULL;
  g_auto (GStrv) payloads = NULL;

  if (!have_tools ())
    return;
  g_assert_no_error (error);
  check_sheet (stock, HENJI_LABEL_RESEND, HENJI_LANGUAGE_JA);
  check_sheet (stock, HENJI_LABEL_RESEND, HENJI_LANGUAGE_EN);
  composition = compose (label, stock, typesetter);
  payloads = henji_composition_payloads (composition, label->order_id);
  g_assert_cmpuint (g_strv_length (payloads), ==, 1);
  g_assert_cmpstr (payloads[0], ==, "250-1234567-0000001");
}

/* ---- The checks themselves --------------------------------------------------------------------
 */

typedef struct
{
  HenjiStock *stock;
  HenjiLabel *label;
  HenjiTypesetter *typesetter;
  HenjiComposition *composition;
} Subject;

static void
subject_set_up (Subject *subject, gconstpointer data)
{
  subject->stock = fixture_stock (data);
  subject->label = label_of (HENJI_LABEL_RESEND, HENJI_LANGUAGE_JA, 0);
  subject->typesetter = henji_typesetter_new ();
  subject->composition = compose (subject->label, subject->stock, subject->typesetter);
}

static void
subject_tear_down (Subject *subject, gconstpointer data)
{
  henji_composition_free (subject->composition);
  henji_typesetter_free (subject->typesetter);
  henji_label_unref (subject->label);
  henji_stock_unref (subject->stock);
}

/* The page, moved by @right mm, at the printer's resolution. */
static Picture *
page_of (Subject *subject, double right)
{
  g_autofree char *path = out_path ();
  cairo_surface_t *surface = cairo_pdf_surface_create (path, subject->stock->page_width * MM,
                                                       subject->stock->page_height * MM);
  cairo_t *cr = cairo_create (surface);
  double x, y;

  cairo_translate (cr, right * MM, 0);
  henji_stock_cell (subject->stock, 1, &x, &y);
  henji_composition_draw (subject->composition, cr, x, y);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return picture_of_page (path, 1, subject->stock->dpi);
}

static const HenjiPart *
bars_part (Subject *subject, const HenjiBarcode *code)
{
  for (guint i = 0; i < subject->composition->parts->len; i++)
    {
      const HenjiPart *part = g_ptr_array_index (subject->composition->parts, i);

      if (part->type == HENJI_PART_BARS && part->code == code)
        return part;
    }
  g_assert_not_reached ();
}

static char *
order_fault (Subject *subject, const Picture *page)
{
  const HenjiPart *part = bars_part (subject, subject->composition->code128);
  Place place = place_of (page, part, subject->stock, 1, subject->stock->dpi);

  return fault_of_bars (&place, part->code->columns, HENJI_CODE128_QUIET, subject->stock->dpi);
}

static void
test_mutations (Subject *subject, gconstpointer data)
{
  g_autofree char *fault = NULL;

  if (!have_tools ())
    return;

  {
    g_autoptr (Picture) good = page_of (subject, 0);
    Place place = place_of (good, bars_part (subject, subject->composition->code128),
                            subject->stock, 1, subject->stock->dpi);

    fault = order_fault (subject, good);
    g_assert_cmpstr (fault, ==, NULL);

    /* Something stands in the quiet zone. */
    for (int y = (int) place.v; y < (int) (place.v + place.height); y++)
      good->pixels[(gsize) y * good->width + (gsize) place.u - 5] = 0;
    fault = order_fault (subject, good);
    g_test_message ("quiet zone: %s", fault);
    g_assert_nonnull (fault);
    g_clear_pointer (&fault, g_free);
  }
  {
    g_autoptr (Picture) off_grid = page_of (subject, 0.5 * 25.4 / subject->stock->dpi);

    fault = order_fault (subject, off_grid);
    g_test_message ("off the grid: %s", fault);
    g_assert_nonnull (fault);
    g_clear_pointer (&fault, g_free);
  }
  {
    g_autoptr (Picture) moved = page_of (subject, 1);

    fault = order_fault (subject, moved);
    g_test_message ("1 mm away: %s", fault);
    g_assert_nonnull (fault);
  }
}

static void
test_customer_mutations (Subject *subject, gconstpointer data)
{
  const HenjiPart *part = bars_part (subject, subject->composition->customer);
  g_autofree char *text = NULL;

  if (!have_tools ())
    return;

  g_autoptr (Picture) page = page_of (subject, 0);
  g_autoptr (Picture) moved = page_of (subject, 1);
  Place place = place_of (page, part, subject->stock, 1, subject->stock->dpi);

  text = read_customer (&place);
  g_assert_cmpstr (text, ==, "10000131-3-2-503");
  g_clear_pointer (&text, g_free);
  place.picture = moved;
  text = read_customer (&place);
  g_assert_cmpstr (text, ==, NULL);

  /* The upper half of a long bar is gone: the check digit notices. */
  place.picture = page;
  for (int v = 0; v < (int) (place.height / 3); v++)
    for (int u = 0; u < (int) (place.length / 133) + 1; u++)
      page->pixels[(gsize) ((int) place.v + v) * page->width + (gsize) place.u + (gsize) u] = 255;
  text = read_customer (&place);
  g_assert_cmpstr (text, ==, NULL);
}

/* ---- Japanese forms ---------------------------------------------------------------------------
 */

/* The label with each of its texts in @family and @language; @only: this letter of each alone. */
static Picture *
drawn_in (Subject *subject, const char *family, const char *language, const char *only)
{
  g_autofree char *path = out_path ();
  cairo_surface_t *surface = cairo_pdf_surface_create (path, subject->stock->page_width * MM,
                                                       subject->stock->page_height * MM);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < subject->composition->parts->len; i++)
    {
      const HenjiPart *part = g_ptr_array_index (subject->composition->parts, i);
      PangoAttrList *attributes = pango_attr_list_new ();
      PangoAttribute *attribute = pango_attr_language_new (pango_language_from_string (language));
      PangoFontDescription *font;
      PangoLayout *layout;
      const char *found, *text;
      HenjiText changed;

      if (part->type != HENJI_PART_TEXT)
        {
          pango_attribute_destroy (attribute);
          pango_attr_list_unref (attributes);
          continue;
        }
      layout = pango_layout_copy (part->text->layout);
      text = pango_layout_get_text (layout);
      found = only != NULL ? strstr (text, only) : text;
      if (found != NULL && only != NULL)
        {
          attribute->start_index = (guint) (found - text);
          attribute->end_index = attribute->start_index + (guint) strlen (only);
        }
      if (found != NULL)
        pango_attr_list_insert (attributes, attribute);
      else
        pango_attribute_destroy (attribute);
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
      font = pango_font_description_copy (pango_layout_get_font_description (layout));
      if (family != NULL)
        pango_font_description_set_family (font, family);
      pango_layout_set_font_description (layout, font);
      pango_font_description_free (font);
      changed = *part->text;
      changed.layout = layout;
      henji_text_draw (&changed, cr, part->x, part->y, part->width, part->align);
      g_object_unref (layout);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return picture_of_page (path, 1, 203);
}

static gboolean
same_picture (const Picture *a, const Picture *b)
{
  return a->width == b->width && a->height == b->height
         && memcmp (a->pixels, b->pixels, (gsize) a->width * a->height) == 0;
}

/* As it is drawn it looks as in the Japanese face with Japanese set; one letter in its Chinese form
 * does not. */
static void
test_japanese_forms (void)
{
  Subject subject = { .stock = fixture_stock ("100x150"), .typesetter = henji_typesetter_new () };

  if (!have_tools ())
    return;
  subject.label = label_of (HENJI_LABEL_RESEND, HENJI_LANGUAGE_JA, 0);
  replace (&subject.label->to->name, "直江 骨令");
  subject.composition = compose (subject.label, subject.stock, subject.typesetter);
  {
    g_autoptr (Picture) as_it_is = drawn_in (&subject, NULL, "ja", "＠");
    g_autoptr (Picture) japanese = drawn_in (&subject, "Noto Sans CJK JP", "ja", NULL);

    g_assert_true (same_picture (as_it_is, japanese));
  }
  for (int i = 0; i < 3; i++)
    {
      static const char *const letters[] = { "直", "骨", "令" };
      g_autoptr (Picture) as_it_is = drawn_in (&subject, NULL, "ja", "＠");
      g_autoptr (Picture) chinese = drawn_in (&subject, NULL, "zh-cn", letters[i]);

      g_assert_false (same_picture (as_it_is, chinese));
    }
  subject_tear_down (&subject, NULL);
}

/* ---- Addresses --------------------------------------------------------------------------------
 */

static void
test_honorific (void)
{
  static const struct
  {
    const char *organisation, *name, *expected, *never;
  } cases[] = {
    { NULL, "佐伯 美咲", "佐伯 美咲 様", "御中" },
    { NULL, "佐伯 美咲 様", "佐伯 美咲 様", "様様" },
    { NULL, "株式会社青葉", "株式会社青葉 御中", "様" },
    { "株式会社青葉", "佐伯 美咲", "株式会社青葉佐伯 美咲 様", "御中" },
    { "株式会社青葉", NULL, "株式会社青葉 御中", "様" },
    { NULL, "青葉大学附属病院", "青葉大学附属病院 御中", "様" },
  };

  if (!have_tools ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HenjiLabel) label = label_of (HENJI_LABEL_RESEND, HENJI_LANGUAGE_JA, 0);
      g_autoptr (GError) error = NULL;
      g_autofree char *path = out_path ();
      g_autofree char *words = NULL;

      g_clear_pointer (&label->from, henji_address_unref);
      replace (&label->to->organisation, cases[i].organisation);
      replace (&label->to->name, cases[i].name);
      g_assert_true (save_one (label, "100x150", &error));
      words = words_of (path);
      assert_has (words, cases[i].expected);
      g_assert_false (has (words, cases[i].never));
      /* The code, then where, then who. */
      g_assert_true (strstr (words, "〒100-0013") < strstr (words, "東京都"));
      g_assert_true (strstr (words, "東京都")
                         < strstr (words, cases[i].name != NULL ? "佐伯" : "株式会社")
                     || i == 2 || i == 5);
    }
}

static void
test_western (void)
{
  g_autoptr (HenjiLabel) label = label_of (HENJI_LABEL_RESEND, HENJI_LANGUAGE_EN, 0);
  g_autofree char *path = out_path ();
  g_autofree char *words = NULL;
  g_autofree char *abroad = NULL;

  if (!have_tools ())
    return;
  g_assert_true (save_one (label, "4x6in", NULL));
  words = words_of (path);
  assert_has (words, "From");
  assert_has (words, "Returns Desk, Aoba General Store, 1180 Pine Hollow Road");
  assert_has (words, "EMILY TURNER");
  assert_has (words, "APT 4B");
  g_assert_true (g_str_has_suffix (words, "97205-1234Order113-1234567-0000001"));

  /* From abroad the country stands on the last line. */
  henji_address_unref (label->from);
  label->from = buyer_address (TRUE);
  g_assert_true (save_one (label, "4x6in", NULL));
  abroad = words_of (path);
  assert_has (abroad, "97205-1234USAOrder");
}

static void
test_long (void)
{
  static const char *const line
      = "神宮前一丁目二十三番四十五号直令骨グランドセントラルレジデンス表参道イーストタワー";
  g_autoptr (HenjiLabel) label = label_of (HENJI_LABEL_RESEND, HENJI_LANGUAGE_JA, 0);
  g_autoptr (HenjiLabel) empty = label_of (HENJI_LABEL_RESEND, HENJI_LANGUAGE_JA, 0);
  g_autofree char *path = out_path ();
  g_autofree char *words = NULL;
  g_autofree char *much = g_strconcat (line, line, line, line, line, line, line, NULL);
  g_autoptr (GError) error = NULL;

  if (!have_tools ())
    return;
  replace (&label->to->line2, line);
  g_assert_true (save_one (label, "hisago-elm005", &error));
  g_assert_no_error (error);
  words = words_of (path);
  assert_has (words, line);

  replace (&label->to->line3, much);
  g_assert_false (save_one (label, "hisago-elm005", &error));
  g_assert_nonnull (strstr (error->message, "address does not fit"));
  g_assert_nonnull (strstr (error->message, label->order_id));
  g_clear_error (&error);

  replace (&label->to->line3, "\xee\x80\x80 2階");
  g_assert_false (save_one (label, "100x150", &error));
  g_assert_nonnull (strstr (error->message, "U+E000"));
  g_clear_error (&error);

  g_clear_pointer (&empty->to, henji_address_unref);
  g_assert_false (save_one (empty, "100x150", &error));
  g_assert_nonnull (strstr (error->message, "no address"));
}

/* ---- Slips ------------------------------------------------------------------------------------
 */

static void
test_slip (void)
{
  static const char *const postage[3][2]
      = { { "着払いでお送りください", "payment by the recipient" },
          { "お客様のご負担", "pay the postage when you send" },
          { "送料支払い済み", "prepaid label" } };

  if (!have_tools ())
    return;
  for (int language = HENJI_LANGUAGE_JA; language <= HENJI_LANGUAGE_EN; language++)
    for (int way = HENJI_POSTAGE_COLLECT; way <= HENJI_POSTAGE_LABEL; way++)
      {
        g_autoptr (HenjiLabel) plain = label_of (HENJI_LABEL_SLIP, language, 0);
        g_autoptr (HenjiLabel) label = henji_label_with_postage (plain, way);
        g_autofree char *path = out_path ();
        g_autofree char *words = NULL;
        g_autoptr (GError) error = NULL;

        label->marketplace_rma = g_strdup ("DK7h2mXyRRMA");
        g_assert_true (save_one (label, "page-a4", &error));
        g_assert_no_error (error);
        words = words_of (path);
        assert_has (words, postage[way][language == HENJI_LANGUAGE_JA ? 0 : 1]);
        assert_has (words, label->items[0]);
        assert_has (words, label->items[1]);
        assert_has (words, label->reason);
        assert_has (words, label->from_name);
        assert_has (words, "DK7h2mXyRRMA");
        assert_has (words, label->order_id);
        g_assert_null (strstr (words, FIXTURE_PHONE));
      }
}

static void
test_many_items (void)
{
  g_autoptr (HenjiLabel) label = label_of (HENJI_LABEL_SLIP, HENJI_LANGUAGE_EN, 0);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *path = out_path ();
  g_autofree char *words = NULL;
  g_autofree char *small = NULL;
  g_autoptr (GError) error = NULL;

  if (!have_tools ())
    return;
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *line = g_strdup_printf ("1 × Thing%02d of a set", i);

      g_strv_builder_add (lines, line);
    }
  g_strfreev (label->items);
  label->items = g_strv_builder_end (lines);

  g_assert_true (save_one (label, "page-letter", &error));
  words = words_of (path);
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *thing = g_strdup_printf ("Thing%02d", i);

      assert_has (words, thing);
    }
  /* What a small label cannot list it counts. */
  g_assert_true (save_one (label, "brother-dk1202", &error));
  small = words_of (path);
  assert_has (small, "+ 27 more");
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) stocks = NULL;
  g_autofree char *file = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("henji-parcel-XXXXXX", NULL);
  g_assert_nonnull (folder);

  stocks = fixture_stocks ();
  for (guint i = 0; i < stocks->len; i++)
    {
      const HenjiStock *stock = g_ptr_array_index (stocks, i);
      g_autofree char *path = g_strdup_printf ("/paper/parcel/sheet/%s", stock->id);

      g_test_add_data_func (path, stock->id, test_sheets);
    }
  g_test_add_func ("/paper/parcel/small", test_small);
  g_test_add ("/paper/parcel/mutations/203", Subject, "100x150", subject_set_up, test_mutations,
              subject_tear_down);
  g_test_add ("/paper/parcel/mutations/300", Subject, "hisago-elm005", subject_set_up,
              test_mutations, subject_tear_down);
  g_test_add ("/paper/parcel/customer-mutations/203", Subject, "100x150", subject_set_up,
              test_customer_mutations, subject_tear_down);
  g_test_add ("/paper/parcel/customer-mutations/300", Subject, "hisago-elm005", subject_set_up,
              test_customer_mutations, subject_tear_down);
  g_test_add_func ("/paper/parcel/japanese-forms", test_japanese_forms);
  g_test_add_func ("/paper/parcel/honorific", test_honorific);
  g_test_add_func ("/paper/parcel/western", test_western);
  g_test_add_func ("/paper/parcel/long", test_long);
  g_test_add_func ("/paper/parcel/slip", test_slip);
  g_test_add_func ("/paper/parcel/many-items", test_many_items);
  status = g_test_run ();

  file = out_path ();
  g_unlink (file);
  g_rmdir (folder);
  g_free (folder);

  return status;
}

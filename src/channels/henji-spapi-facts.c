/* henji-spapi-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-spapi-facts"

#include "config.h"

#include "henji-spapi-facts.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-ini.h"
#include "henji-spapi-resource.h"

#define RESOURCE_FOLDER "/io/github/henji/Henji/spapi/"

static void
marketplace_clear (HenjiSpapiMarketplace *self)
{
  g_free (self->id);
  g_free (self->region);
  g_free (self->country);
  g_free (self->domain);
  g_free (self->zone);
}

static void
facts_clear (HenjiSpapiFacts *self)
{
  g_free (self->login);
  g_hash_table_unref (self->hosts);
  g_strfreev (self->documents);
  g_ptr_array_unref (self->marketplaces);
  g_hash_table_unref (self->plans);
  g_hash_table_unref (self->messages);
  g_hash_table_unref (self->media);
  henji_performance_facts_unref (self->performance);
  g_ptr_array_unref (self->reports);
}

HENJI_DEFINE_VALUE (HenjiSpapiMarketplace, henji_spapi_marketplace, marketplace_clear)
HENJI_DEFINE_VALUE (HenjiSpapiFacts, henji_spapi_facts, facts_clear)

/* ---- Values ---------------------------------------------------------------------------------- */

static const char *
need (const HenjiIni *ini, const HenjiIniGroup *group, const char *key, GError **error)
{
  const char *value = henji_ini_value (group, key);

  if (value == NULL)
    henji_ini_fail (ini->name, group->line, error, _ ("[%s] lacks “%s”."), group->name, key);

  return value;
}

static gboolean
need_count (const HenjiIni *ini,
            const HenjiIniGroup *group,
            const char *key,
            guint64 most,
            guint64 *count,
            GError **error)
{
  const char *value = need (ini, group, key, error);

  if (value == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (value, 10, 1, most, count, NULL))
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is no whole number that fits."),
                           key);

  return TRUE;
}

/* What follows the word of a group: "na" of "region na". */
static const char *
after (const HenjiIniGroup *group, const char *word)
{
  gsize length = strlen (word);

  return strncmp (group->name, word, length) == 0 && group->name[length] == ' '
             ? group->name + length + 1
             : NULL;
}

/* No file may send a seller's credentials elsewhere. */
static gboolean
is_of_the_service (const char *host)
{
  return g_str_has_suffix (host, ".amazon.com")
         && host[strspn (host, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".-")] == '\0';
}

static gboolean
is_login (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https")
         && g_uri_get_host (uri) != NULL && is_of_the_service (g_uri_get_host (uri))
         && g_uri_get_userinfo (uri) == NULL && g_uri_get_port (uri) == -1;
}

/* ---- The files ------------------------------------------------------------------------------- */

static gboolean
take_limits (HenjiSpapiFacts *self, const HenjiIni *ini, const HenjiIniGroup *group, GError **error)
{
  guint64 deadline, body, first, longest, tries;

  if (!need_count (ini, group, "deadline", 3600, &deadline, error)
      || !need_count (ini, group, "body", 256, &body, error)
      || !need_count (ini, group, "first-pause", 3600, &first, error)
      || !need_count (ini, group, "longest-pause", 86400, &longest, error)
      || !need_count (ini, group, "tries", 20, &tries, error))
    return FALSE;

  self->deadline = (gint64) deadline * G_TIME_SPAN_SECOND;
  self->body = (gsize) body << 20;
  self->first_pause = (gint64) first * G_TIME_SPAN_SECOND;
  self->longest_pause = MAX ((gint64) longest * G_TIME_SPAN_SECOND, self->first_pause);
  self->tries = (int) tries;

  return TRUE;
}

static gboolean
take_service (HenjiSpapiFacts *self,
              const HenjiIni *ini,
              const HenjiIniGroup *group,
              GError **error)
{
  const char *region = after (group, "region");
  const char *value;

  if (region != NULL)
    {
      value = need (ini, group, "host", error);
      if (value == NULL)
        return FALSE;
      if (!is_of_the_service (value))
        return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is no host of the service."),
                               value);
      g_hash_table_replace (self->hosts, g_strdup (region), g_ascii_strdown (value, -1));
    }
  else if (g_str_equal (group->name, "login"))
    {
      value = need (ini, group, "uri", error);
      if (value == NULL)
        return FALSE;
      if (!is_login (value))
        return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is no host of the service."),
                               value);
      g_free (self->login);
      self->login = g_strdup (value);
    }
  else if (g_str_equal (group->name, "documents"))
    {
      value = need (ini, group, "hosts", error);
      if (value == NULL)
        return FALSE;
      g_strfreev (self->documents);
      self->documents = g_strsplit (value, " ", -1);
      for (guint i = 0; self->documents[i] != NULL; i++)
        if (!g_str_equal (self->documents[i], ".amazonaws.com")
            && !g_str_equal (self->documents[i], ".cloudfront.net"))
          return henji_ini_fail (ini->name, group->line, error,
                                 _ ("“%s” is no host of the service."), self->documents[i]);
    }
  else if (g_str_equal (group->name, "limits"))
    return take_limits (self, ini, group, error);
  else if (g_str_equal (group->name, "secret"))
    {
      guint64 days, warn;

      if (!need_count (ini, group, "days", 3650, &days, error)
          || !need_count (ini, group, "warn", 3650, &warn, error))
        return FALSE;
      self->secret_days = (int) days;
      self->secret_warn = (int) warn;
    }
  else
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is not known here."),
                           group->name);

  return TRUE;
}

static gboolean
take_marketplace (HenjiSpapiFacts *self,
                  const HenjiIni *ini,
                  const HenjiIniGroup *group,
                  GError **error)
{
  g_autoptr (HenjiSpapiMarketplace) marketplace = henji_spapi_marketplace_new ();
  const char *id = after (group, "marketplace");
  const char *region = need (ini, group, "region", error);
  const char *country = region != NULL ? need (ini, group, "country", error) : NULL;
  const char *domain = country != NULL ? need (ini, group, "domain", error) : NULL;
  const char *zone = domain != NULL ? need (ini, group, "zone", error) : NULL;
  g_autoptr (GTimeZone) known = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;

  if (zone == NULL)
    return FALSE;
  if (known == NULL)
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is no time zone."), zone);
  if (id == NULL)
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is not known here."),
                           group->name);
  marketplace->id = g_strdup (id);
  marketplace->region = g_strdup (region);
  marketplace->country = g_strdup (country);
  marketplace->domain = g_strdup (domain);
  marketplace->zone = g_strdup (zone);
  g_ptr_array_add (self->marketplaces, g_steal_pointer (&marketplace));

  return TRUE;
}

static gboolean
take_plan (HenjiSpapiFacts *self, const HenjiIni *ini, const HenjiIniGroup *group, GError **error)
{
  const char *operation = after (group, "operation");
  const char *text = need (ini, group, "rate", error);
  double rate = text != NULL ? g_ascii_strtod (text, NULL) : 0;
  HenjiUsagePlan plan;
  guint64 burst;

  if (text == NULL || !need_count (ini, group, "burst", 100000, &burst, error))
    return FALSE;
  if (operation == NULL || !(rate >= 0.00001 && rate <= 100000))
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is no rate."), text);
  plan.every = (gint64) (G_TIME_SPAN_SECOND / rate);
  plan.burst = (int) burst;
  g_hash_table_replace (self->plans, g_strdup (operation), g_memdup2 (&plan, sizeof plan));

  return TRUE;
}

static gboolean
take_attachments (HenjiSpapiFacts *self,
                  const HenjiIni *ini,
                  const HenjiIniGroup *group,
                  GError **error)
{
  guint64 files, bytes;

  if (!need_count (ini, group, "files", 100, &files, error)
      || !need_count (ini, group, "bytes", 100000000, &bytes, error))
    return FALSE;
  self->attached = (int) files;
  self->attached_bytes = (gsize) bytes;

  return TRUE;
}

static gboolean
take_media (HenjiSpapiFacts *self, const HenjiIni *ini, const HenjiIniGroup *group, GError **error)
{
  const char *type = need (ini, group, "type", error);

  if (type != NULL)
    g_hash_table_replace (self->media, g_strdup (after (group, "attachment")), g_strdup (type));

  return type != NULL;
}

static gboolean
take_message (HenjiSpapiFacts *self,
              const HenjiIni *ini,
              const HenjiIniGroup *group,
              GError **error)
{
  g_autoptr (HenjiMessageAction) action = henji_message_action_new ();
  const char *id = after (group, "message");
  const char *ja, *en, *text;
  guint64 characters;

  if (g_str_equal (group->name, "attachments"))
    return take_attachments (self, ini, group, error);
  if (after (group, "attachment") != NULL)
    return take_media (self, ini, group, error);

  ja = need (ini, group, "title.ja", error);
  en = ja != NULL ? need (ini, group, "title.en", error) : NULL;
  text = en != NULL ? need (ini, group, "text", error) : NULL;
  if (text == NULL)
    return FALSE;
  if (id == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 100000, &characters, NULL)
      || !henji_attachments_from_id (henji_ini_value (group, "attachments"), &action->attachments))
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is not known here."),
                           group->name);
  action->id = g_strdup (id);
  action->known = TRUE;
  action->title_ja = g_strdup (ja);
  action->title_en = g_strdup (en);
  action->text = (int) characters;
  action->links = g_strcmp0 (henji_ini_value (group, "links"), "yes") == 0;
  action->dates = g_strcmp0 (henji_ini_value (group, "dates"), "yes") == 0;
  g_hash_table_replace (self->messages, g_strdup (id), g_steal_pointer (&action));

  return TRUE;
}

static gboolean
take_performance (HenjiSpapiFacts *self,
                  const HenjiIni *ini,
                  const HenjiIniGroup *group,
                  GError **error)
{
  return henji_performance_facts_take (self->performance, ini, group, error);
}

/* A time that may be none. @unit: µs; @most: of them. */
static gboolean
need_time (const HenjiIni *ini,
           const HenjiIniGroup *group,
           const char *key,
           gint64 unit,
           guint64 most,
           gint64 *time,
           GError **error)
{
  const char *value = need (ini, group, key, error);
  guint64 count;

  if (value == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (value, 10, 0, most, &count, NULL))
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is no whole number that fits."),
                           key);
  *time = (gint64) count * unit;

  return TRUE;
}

static gboolean
take_report_times (HenjiSyncReport *report,
                   const HenjiIni *ini,
                   const HenjiIniGroup *group,
                   GError **error)
{
  if (!need_time (ini, group, "span", G_TIME_SPAN_DAY, 3650, &report->span, error)
      || !need_time (ini, group, "overlap", G_TIME_SPAN_DAY, 3650, &report->overlap, error)
      || !need_time (ini, group, "interval", G_TIME_SPAN_MINUTE, 44640, &report->interval, error)
      || !need_time (ini, group, "making", G_TIME_SPAN_HOUR, 744, &report->making, error)
      || !need_time (ini, group, "life", G_TIME_SPAN_DAY, 3650, &report->life, error)
      || !need_time (ini, group, "every", G_TIME_SPAN_HOUR, 744, &report->every, error))
    return FALSE;
  /* Else a long time would never be caught up with. */
  if (report->span > 0 && report->overlap >= report->span)
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is no whole number that fits."),
                           "overlap");

  return TRUE;
}

static gboolean
take_report (HenjiSpapiFacts *self, const HenjiIni *ini, const HenjiIniGroup *group, GError **error)
{
  static const char *const keys[]
      = { "type", "reads", "title.ja", "title.en", "source", "checked" };
  g_autoptr (HenjiSyncReport) report = henji_sync_report_new ();
  char **fields[] = { &report->type,     &report->reader, &report->title_ja,
                      &report->title_en, &report->source, &report->checked };
  const char *id = after (group, "report");
  const char *stream = henji_ini_value (group, "stream");

  if (id == NULL || henji_spapi_facts_report (self, id) != NULL)
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is not known here."),
                           group->name);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = need (ini, group, keys[i], error);

      if (value == NULL)
        return FALSE;
      *fields[i] = g_strdup (value);
    }
  if (report->type[strspn (report->type, G_CSET_A_2_Z G_CSET_DIGITS "_")] != '\0')
    return henji_ini_fail (ini->name, group->line, error, _ ("“%s” is not known here."),
                           report->type);
  report->id = g_strdup (id);
  report->stream = g_strdup (stream != NULL ? stream : id);
  report->open_end = g_strcmp0 (henji_ini_value (group, "end"), "no") == 0;
  if (!take_report_times (report, ini, group, error))
    return FALSE;
  g_ptr_array_add (self->reports, g_steal_pointer (&report));

  return TRUE;
}

static const struct
{
  const char *name;
  gboolean (*take) (HenjiSpapiFacts *, const HenjiIni *, const HenjiIniGroup *, GError **);
} files[] = {
  { "service.ini", take_service }, { "marketplaces.ini", take_marketplace },
  { "usage.ini", take_plan },      { "messages.ini", take_message },
  { "reports.ini", take_report },  { "performance.ini", take_performance },
};

static gboolean
take_file (HenjiSpapiFacts *self, guint file, const char *text, gsize length, GError **error)
{
  g_autoptr (HenjiIni) ini = henji_ini_parse (text, length, files[file].name, error);

  for (guint i = 0; ini != NULL && i < ini->groups->len; i++)
    if (!files[file].take (self, ini, g_ptr_array_index (ini->groups, i), error))
      return FALSE;

  return ini != NULL;
}

static HenjiSpapiFacts *
empty_facts (void)
{
  HenjiSpapiFacts *self = henji_spapi_facts_new ();

  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->marketplaces
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_spapi_marketplace_unref);
  self->plans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_report_unref);
  self->media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) henji_message_action_unref);
  self->performance = henji_performance_facts_create ();

  return self;
}

static void
take_built_in (HenjiSpapiFacts *self, guint file)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, files[file].name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (henji_spapi_get_resource (), path, 0, NULL);
  g_autoptr (GError) error = NULL;

  if (!take_file (self, file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    g_critical ("A built-in file is broken: %s", error->message);
}

/* Of a broken file of the seller's nothing is taken. */
static gboolean
is_sound (guint file, const char *text, gsize length, GPtrArray *faults)
{
  g_autoptr (HenjiSpapiFacts) trial = empty_facts ();
  g_autoptr (GError) error = NULL;

  if (take_file (trial, file, text, length, &error))
    return TRUE;
  if (faults != NULL)
    g_ptr_array_add (faults, g_strdup (error->message));

  return FALSE;
}

HenjiSpapiFacts *
henji_spapi_facts_read (const char *own_folder, GPtrArray *faults)
{
  HenjiSpapiFacts *self = empty_facts ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path
          = own_folder != NULL ? g_build_filename (own_folder, files[i].name, NULL) : NULL;
      g_autofree char *text = NULL;
      gsize length = 0;
      gboolean own = path != NULL && g_file_get_contents (path, &text, &length, NULL)
                     && is_sound (i, text, length, faults);

      /* What the seller's file of the service does not say, the built-in one says. */
      if (!own || files[i].take == take_service)
        take_built_in (self, i);
      if (own)
        take_file (self, i, text, length, NULL);
    }

  return self;
}

/* ---- Asking ---------------------------------------------------------------------------------- */

const HenjiSpapiMarketplace *
henji_spapi_facts_marketplace (const HenjiSpapiFacts *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->marketplaces->len; i++)
    {
      const HenjiSpapiMarketplace *marketplace = g_ptr_array_index (self->marketplaces, i);

      if (g_str_equal (marketplace->id, id))
        return marketplace;
    }

  return NULL;
}

const HenjiSpapiMarketplace *
henji_spapi_facts_marketplace_at (const HenjiSpapiFacts *self, const char *domain)
{
  g_return_val_if_fail (self != NULL && domain != NULL, NULL);

  for (guint i = 0; i < self->marketplaces->len; i++)
    {
      const HenjiSpapiMarketplace *marketplace = g_ptr_array_index (self->marketplaces, i);

      if (g_ascii_strcasecmp (marketplace->domain, domain) == 0)
        return marketplace;
    }

  return NULL;
}

const HenjiSyncReport *
henji_spapi_facts_report (const HenjiSpapiFacts *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->reports->len; i++)
    {
      const HenjiSyncReport *report = g_ptr_array_index (self->reports, i);

      if (g_str_equal (report->id, id))
        return report;
    }

  return NULL;
}

const HenjiUsagePlan *
henji_spapi_facts_plan (const HenjiSpapiFacts *self, const char *operation)
{
  static const HenjiUsagePlan unknown = { G_TIME_SPAN_MINUTE, 1 };
  const HenjiUsagePlan *plan;

  g_return_val_if_fail (self != NULL && operation != NULL, &unknown);

  plan = g_hash_table_lookup (self->plans, operation);

  return plan != NULL ? plan : &unknown;
}

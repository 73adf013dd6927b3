/* stub */
#include "config.h"
#include "henji-store-private.h"
HenjiIndex *henji_index_start (const char *dir) { return NULL; }
void henji_index_stop (HenjiIndex *self) {}
void henji_index_kick (HenjiIndex *self) {}
void henji_index_flush (HenjiIndex *self) {}
gboolean henji_index_check (HenjiDb *db, char **fault, GError **error) { return TRUE; }
GPtrArray *henji_db_search (HenjiDb *db, const char *query, guint limit, GError **error) { return g_ptr_array_new (); }
GPtrArray *henji_store_search (HenjiStore *s, const char *query, guint limit, GCancellable *c, GError **error) { return g_ptr_array_new (); }
void henji_store_hit_free (HenjiStoreHit *hit) {}

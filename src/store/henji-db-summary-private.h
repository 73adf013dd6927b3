/* henji-db-summary-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Numbers of enums that are stored: directions 0 in, 1 out, 2 notice; events 3 closed, 5 no reply
 * needed, 6 answered, 11 claim opened. */

#define HENJI_SUMMARY_WRITTEN                                                                      \
  "SELECT DISTINCT case_id FROM messages WHERE at >= ?1 AND at < ?2 AND "                          \
  "(direction = 0 OR (direction = 2 AND reply_needed))"
#define HENJI_SUMMARY_EARLIER                                                                      \
  "SELECT 1 FROM messages WHERE case_id = ?1 AND at < ?2 AND "                                     \
  "(direction = 0 OR (direction = 2 AND reply_needed)) LIMIT 1"
#define HENJI_SUMMARY_TURNS                                                                        \
  "SELECT at, direction FROM messages WHERE case_id = ?1 AND direction < 2 ORDER BY at, direction"
#define HENJI_SUMMARY_ANSWERS                                                                      \
  "SELECT e.at, e.type FROM events e WHERE e.case_id = ?1 AND e.type IN (3, 5, 6) AND "            \
  "NOT EXISTS (SELECT 1 FROM events u WHERE u.undoes = e.id) ORDER BY e.at"
#define HENJI_SUMMARY_CASE                                                                         \
  "SELECT id, uuid, kind, flags, marketplace, "                                                    \
  "(SELECT order_id FROM case_orders WHERE case_id = ?1 ORDER BY id LIMIT 1), "                    \
  "(SELECT situation FROM drafts WHERE case_id = ?1 AND answered = 1 ORDER BY rowid DESC LIMIT "   \
  "1) "                                                                                            \
  "FROM cases WHERE id = ?1"
#define HENJI_SUMMARY_ITEMS_OF_CASE                                                                \
  "SELECT i.sku, i.title FROM case_orders c JOIN orders o ON o.order_id = c.order_id "             \
  "JOIN order_items i ON i.parent = o.id WHERE c.case_id = ?1 AND i.sku IS NOT NULL"
#define HENJI_SUMMARY_RETURNED_OF_CASE                                                             \
  "SELECT r.sku, r.title FROM case_orders c JOIN returns r ON r.order_id = c.order_id "            \
  "WHERE c.case_id = ?1 AND r.sku IS NOT NULL"
#define HENJI_SUMMARY_ITEMS_OF_ORDER                                                               \
  "SELECT i.sku, i.title FROM orders o JOIN order_items i ON i.parent = o.id "                     \
  "WHERE o.order_id = ?1 AND i.sku IS NOT NULL"
#define HENJI_SUMMARY_CASE_OF_ORDER                                                                \
  "SELECT coalesce (c.merged_into, c.id) FROM case_orders o JOIN cases c ON c.id = o.case_id "     \
  "WHERE o.order_id = ?1 AND (c.flags & 32) = 0 ORDER BY c.id LIMIT 1"
#define HENJI_SUMMARY_OUTLAYS                                                                      \
  "SELECT id, case_id, order_id, sku, nature, source, amount, amount_currency, at, "               \
  "CASE WHEN source = 'report' THEN (SELECT r.reason FROM returns r WHERE "                        \
  "r.order_id = outlays.order_id AND r.sku IS outlays.sku LIMIT 1) END "                           \
  "FROM outlays WHERE counts = 1 AND at >= ?1 AND at < ?2 ORDER BY at, id"
#define HENJI_SUMMARY_RETURNS                                                                      \
  "SELECT case_id, order_id, sku, title, reason FROM returns "                                     \
  "WHERE requested_date >= ?1 AND requested_date <= ?2"
#define HENJI_SUMMARY_SOLD                                                                         \
  "SELECT i.sku, o.marketplace, sum (max (i.quantity, 0)) FROM orders o "                          \
  "JOIN order_items i ON i.parent = o.id WHERE o.purchased_at >= ?1 AND o.purchased_at < ?2 "      \
  "AND i.sku IS NOT NULL AND coalesce (o.status, '') NOT LIKE 'cancel%' "                          \
  "GROUP BY i.sku, o.marketplace"
#define HENJI_SUMMARY_ORDERS                                                                       \
  "SELECT purchased_at, marketplace FROM orders WHERE purchased_at >= ?1 AND purchased_at < ?2 "   \
  "ORDER BY purchased_at"
#define HENJI_SUMMARY_DEFECTS                                                                      \
  "SELECT d.nature, d.order_id, d.case_id, d.marketplace, d.at, "                                  \
  "EXISTS (SELECT 1 FROM feedback f WHERE f.defect = d.id) FROM defects d "                        \
  "WHERE d.at >= ?1 AND d.removed_at = 0"
#define HENJI_SUMMARY_CLAIMS                                                                       \
  "SELECT 'claim', order_id, case_id, NULL, opened_at, 0 FROM claims "                             \
  "WHERE opened_at >= ?1 AND stage <> 'denied'"
/* Of before claims had a table of their own, and of notices nobody made a claim of. */
#define HENJI_SUMMARY_CLAIM_NOTICES                                                                \
  "SELECT 'claim', NULL, e.case_id, NULL, e.at, 0 FROM events e WHERE e.type = 11 AND e.at >= ?1 " \
  "AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.case_id = e.case_id) "                           \
  "AND NOT EXISTS (SELECT 1 FROM events u WHERE u.undoes = e.id)"
/* By the day of the rating; where a report told none, by when it was told of. */
#define HENJI_SUMMARY_STARS                                                                        \
  "SELECT stars, count (*) FROM feedback WHERE date BETWEEN ?1 AND ?2 "                            \
  "AND (?5 IS NULL OR marketplace = ?5) GROUP BY stars UNION ALL "                                 \
  "SELECT stars, count (*) FROM feedback WHERE date IS NULL AND told_at >= ?3 AND told_at < ?4 "   \
  "AND (?5 IS NULL OR marketplace = ?5) GROUP BY stars"
#define HENJI_SUMMARY_PERFORMANCE                                                                  \
  "SELECT r.id, r.marketplace_id, r.day, r.account, f.figure, f.rate FROM performance_readings r " \
  "LEFT JOIN performance_figures f ON f.reading = r.id AND f.rate >= 0 "                           \
  "WHERE r.day BETWEEN ?1 AND ?2 ORDER BY r.day, r.marketplace_id, r.id, f.position"
#define HENJI_SUMMARY_ORDER "SELECT purchased_at, marketplace FROM orders WHERE order_id = ?1"

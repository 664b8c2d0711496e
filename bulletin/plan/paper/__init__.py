"""Printed sheets: which dates stand on them, in which words, and how many fit on a page.

choice  the dates of some days, shared out among partners, what is rare first
lines   a date as a line of a sheet, and what is on every day
space   how much room words take, whatever the printer's typeface
week    two columns that fit on a page
month   the days of a month on a page
codes   QR codes
"""

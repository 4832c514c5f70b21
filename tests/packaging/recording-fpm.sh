#!/bin/sh
# Instead of fpm, which makes the package: writes down what it was told, and lays the files out in a folder as
# they would be on a machine.
set -eu
record=$RECORDED_PACKAGE

printf '%s\n' "$@" >"$record/arguments"
while [ $# -gt 0 ]; do
  case "$1" in
    --after-install | --after-remove)
      cp "$2" "$record/${1#--}"
      shift
      ;;
    --before-remove=*) cp "${1#*=}" "$record/before-remove" ;;
    --*) ;;
    */=/*)
      mkdir -p "$record/root${1#*=}"
      cp -a "${1%%=*}." "$record/root${1#*=}"
      ;;
    /*=/* | packaging/*=/*)
      mkdir -p "$record/root$(dirname "${1#*=}")"
      cp -a "${1%%=*}" "$record/root${1#*=}"
      ;;
  esac
  shift
done

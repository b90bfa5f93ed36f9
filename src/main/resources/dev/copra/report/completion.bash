# bash completion for copra: source <(copra completion bash)
_copra() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
  local found='' options='' list=''
  COMPREPLY=()
  # bash takes = for a word of its own
  if [[ $word == '=' ]]; then
    word=''
  elif [[ $before == '=' ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]}
  fi
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W 'COMMANDS --help --version' -- "$word"))
    return
  fi
  case $command in
CASES
  esac
  if [[ $word == -* && -z $list ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [[ -n $found ]]; then
    local first=''
    [[ -n $list && $word == *,* ]] && first=${word%,*},
    COMPREPLY=($(compgen -P "$first" -W "$found" -- "${word##*,}"))
    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  fi
}
# where nothing is found, the names of files
complete -o default -o bashdefault -F _copra copra

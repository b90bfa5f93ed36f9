#compdef copra
# zsh completion for copra: source <(copra completion zsh), or a file _copra in a folder of fpath
_copra() {
  local word=${words[CURRENT]} before=${words[CURRENT-1]} list=''
  local -a found options
  if ((CURRENT == 2)); then
    compadd -- COMMANDS --help --version
    return
  fi
  if [[ $word == --*=* ]]; then
    before=${word%%=*}
    compset -P '*='
  fi
  case ${words[2]} in
CASES
  esac
  if [[ $word == -* && -z $list ]]; then
    compadd -- $options
  elif (($#found)); then
    [[ -n $list ]] && compset -P '*,'
    compadd -S '' -- $found
  else
    _files
  fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _copra "$@"
else
  (($+functions[compdef])) || { autoload -Uz compinit && compinit -u; }
  compdef _copra copra
fi

#compdef onside
# Completion of onside for zsh. Put this into a folder of $fpath:
#   onside completions zsh > ~/.zfunc/_onside
# or this into ~/.zshrc, behind compinit:
#   source <(onside completions zsh)
_onside() {
    local -a values shown
    local value help
    while IFS=$'\t' read -r value help; do
        values+=("$value")
        shown+=("$value${help:+  -- $help}")
    done < <("${words[1]}" complete zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( $#values )); then
        compadd -U -l -d shown -a values
    else
        _files
    fi
}
if [[ $funcstack[1] == _onside ]]; then _onside "$@"; else compdef _onside onside; fi

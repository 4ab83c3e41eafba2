# Completion of onside for bash. Put this into ~/.bashrc:
#   source <(onside completions bash)
_onside() {
    local IFS=$'\n'
    COMPREPLY=($("$1" complete bash --breaks "$COMP_WORDBREAKS" -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
    # Behind `target:` the value comes at once.
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]]; then compopt -o nospace; fi
}
complete -o default -F _onside onside

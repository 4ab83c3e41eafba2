# Completion of onside for fish:
#   onside completions fish > ~/.config/fish/completions/onside.fish
function __onside_complete
    set -l line (commandline -opc) (commandline -ct)
    set -l found ($line[1] complete fish -- $line[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c onside -f -a '(__onside_complete)'

import type { Shell } from '../completion.ts';

/*
 * Each script hands the words up to the cursor to `siem-export complete` and offers the lines that
 * come back: `value<Tab>text`, or `:files` or `:folders` where the shell knows better. The words are
 * passed as they are and never evaluated: pressing Tab must not run what has been written so far.
 */

/** Works without the package bash-completion, and from bash 3.2 on, which macOS has. */
const bash = `# siem-export: completion for bash; source <(siem-export completion bash)
_siem_export() {
  local line current="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  compopt +o default 2>/dev/null
  while IFS= read -r line; do
    case "$line" in
      :files) compopt -o default -o filenames 2>/dev/null ;;
      :folders)
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$current")
        ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(siem-export complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _siem_export siem-export
`;

const zsh = `#compdef siem-export
# siem-export: completion for zsh; source <(siem-export completion zsh)
_siem_export() {
  local line
  local -a candidates
  for line in "\${(@f)$(siem-export complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    case "$line" in
      '') ;;
      :files) _files; return ;;
      :folders) _files -/; return ;;
      *) candidates+=("\${\${line//:/\\\\:}/$'\\t'/:}") ;;
    esac
  done
  (( $#candidates )) && _describe 'siem-export' candidates
}
if [[ "\${funcstack[1]}" = _siem_export ]]; then
  _siem_export "$@"
else
  compdef _siem_export siem-export
fi
`;

const fish = `# siem-export: completion for fish; siem-export completion fish | source
function __siem_export_complete
    set -l current (commandline -ct)
    for line in (siem-export complete -- (commandline -opc)[2..-1] "$current" 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path "$current"
            case :folders
                __fish_complete_directories "$current"
            case '*'
                echo $line
        end
    end
end
complete -c siem-export -f -a '(__siem_export_complete)'
`;

const powershell = `# siem-export: completion for PowerShell
# siem-export completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName siem-export -ScriptBlock {
  param($word, $ast, $position)
  $words = @($ast.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.StartOffset -lt $position } | ForEach-Object { $_.Extent.Text })
  $newWord = if ($word -eq '') { @('--new-word') } else { @() }
  siem-export complete @newWord -- @words 2>$null | ForEach-Object {
    if ($_ -in ':files', ':folders') {
      [System.Management.Automation.CompletionCompleters]::CompleteFilename($word)
    } else {
      $value, $text = $_ -split "\`t", 2
      $tip = if ($text) { $text } else { $value }
      [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $tip)
    }
  }
}
`;

export const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };

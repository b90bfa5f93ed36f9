# fish completion for copra
CASES

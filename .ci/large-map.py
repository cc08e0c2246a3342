"""Print a map with so many contexts in subdomains of fifteen, most of which depend on some that were there before."""

import random
import sys

SIZE = int(sys.argv[1])
KINDS = ("CORE_DOMAIN", "SUPPORTING_DOMAIN", "GENERIC_SUBDOMAIN")
TALKS = ("sync { operations = act }", "async { events = Done }", "")

chance = random.Random(7)
print("ContextMap Large { contains", ", ".join(f"Context{i}" for i in range(SIZE)))
for i in range(1, SIZE):
    for j in chance.sample(range(max(0, i - 20), i), min(i, chance.choice((1, 1, 2)))):
        print(f"Context{j} [U,OHS] -> [D,ACL] Context{i} {{ {chance.choice(TALKS)} }}")
print("} Domain All {")
for i in range(SIZE // 15):
    print(f"Subdomain Part{i} {{ type = {KINDS[i % 3]} }}")
print("}")
for i in range(SIZE):
    print(f"BoundedContext Context{i} implements Part{i // 15 % (SIZE // 15)} {{ Aggregate Thing{i} {{")
    print("Entity Thing { aggregateRoot String name - Part part } ValueObject Part { String a } DomainEvent Done")
    print("Service Acts { void act(String a); } } }")

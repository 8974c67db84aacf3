# Compiles the service: sh tools/build.sh
. tools/java.sh

compile_service
echo "classes are in .build/main"

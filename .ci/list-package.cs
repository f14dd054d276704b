// Lists the files in a package, one path a line.
using System.IO.Compression;

using var package = ZipFile.OpenRead(args[0]);
foreach (var entry in package.Entries) Console.WriteLine(entry.FullName);

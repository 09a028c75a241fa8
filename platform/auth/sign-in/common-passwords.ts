// What the published lists of found passwords begin with, once letters alone are read, and the long ones as they stand.
const WORDS = `password passwort motdepasse contrasena senha welcome welcometo letmein letmeinnow iloveyou iloveyousomuch qwerty qwertyuiop qwertyuiopasdf asdfghjkl zxcvbnm
abc abcdefg abcdefghijkl admin administrator root superuser superman batman spiderman princess sunshine football baseball basketball monkey dragon master shadow michael jennifer jessica
charlie trustno trustnoone starwars whatever computer internet changeme changeit changethis changepassword default defaultpassword secret secretpassword mysecret mypassword newpassword
oldpassword thepassword yourpassword ourpassword nopassword passwordpassword passwordone passwordis temppassword temporary testpassword testing testtest guest guestguest login loginlogin
access accesscode hello hellohello helloworld goodmorning summer winter spring autumn january february september october november december monday friday company corporate
pharma pharmacy pharmaceuticals medicine medical doctor hospital tutti tuttipassword tuttitutti orchestra samsung google facebook microsoft windows
correcthorsebatterystaple tobeornottobe opensesame qazwsx qazwsxedc qweasdzxc asdasdasd qweqweqwe zaqxsw liverpool chelsea arsenal barcelona manchester ferrari mercedes jordan
ashley bailey daniel thomas robert anthony george andrew joshua matthew pokemon naruto minecraft fortnite freedom forever family friends lovely loveyou lovelove iloveu`;

const LONG = `1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv q1w2e3r4t5y6 q1w2e3r4t5y6u7 123qweasdzxc qwerty123456 qwertyuiop123 password1234 password12345 password123456 1234567890qwerty
123456789012 1234567890123 123123123123 111111111111 000000000000 987654321098 abcd12345678 abc123456789 a1b2c3d4e5f6 zaq12wsxcde3 passw0rd1234 p@ssw0rd1234 welcome12345 letmein12345
iloveyou1234 sunshine1234 princess1234 football1234 monkey123456 dragon123456 admin1234567 administrator1 changeme1234`;

/** Passwords that everybody tries first. */
export const COMMON: ReadonlySet<string> = new Set([...WORDS.split(/\s+/), ...LONG.split(/\s+/)]);

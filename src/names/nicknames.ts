/**
 * Given names that stand for one another in documents: short forms, and national spellings too far apart for sound or
 * edits. Each line is a group of folded forms; any two of a group are the same name. Translations that people do not use
 * for themselves (Ivan, Sean) are not listed together.
 */
const GROUPS = `
  william bill billy will willy liam
  robert bob bobby rob robby bert
  richard rick ricky dick rich
  james jim jimmy jamie
  john johnny jack jon
  ioannis yannis giannis jannis
  juan juanito
  joseph joe joey
  michael mike mick mickey mikhail misha mihail mikhael michel michail mykhailo mihai michal mikael mihailo
  thomas tom tommy
  charles charlie chuck
  edward ed eddie ted teddy ned
  henry harry hank
  francis frank frankie
  daniel dan danny
  david dave davy
  andrew andy drew andreas
  anthony tony antony
  christopher chris kit
  matthew matt
  nicholas nick nicky nicolas nikolas nikolaus klaus niklas nikolaos nikos
  peter pete petr pyotr petro petros pieter
  stephen steven steve
  samuel sam sammy
  theodore ted teddy theo fyodor fedor fedir teodor
  sean shaun shawn shane
  geoffrey jeffrey jeff geoff
  benjamin ben benny bibi binyamin benyamin
  alexander alex alec sasha sascha aleksandr aleksander alexandr oleksandr aleksandar aliaksandr iskander sandro
  alexandra sandra aleksandra oleksandra
  aleksey alexei aleksei alexey oleksiy oleksii alyosha lyosha
  vladimir volodymyr vova volodya uladzimir wladimir wolodymyr
  dmitry dmitri dmitriy dima dmytro mitya dimitri
  sergey sergei serhiy serhii seryozha siarhei sergej serge sergio sergiu
  nikolai nikolay kolya mykola mikalai nikola
  evgeny evgeniy yevgeny yevgeni zhenya yevhen yevgeniy jewgenij yauhen eugene eugen
  yuri yury yuriy iuri jurij yurii
  pavel pasha pavlo pavlik
  petr pyotr petro piotr
  ivan vanya
  grigory grigoriy grisha hryhoriy grigori
  mikhail mykhailo mikhailo
  anatoly anatoliy tolya anatolii
  konstantin kostya kostiantyn constantin
  viktor victor vitya
  vasily vasiliy vasyl vasya vasili
  boris borya borys
  igor ihor gosha
  oleg oleh
  andrei andrey andriy andrii andrej andrzej andreas
  maxim maksim maksym max
  roman roma
  ekaterina katya kateryna yekaterina katerina
  elena lena olena yelena
  tatiana tanya tetiana tatyana
  natalia natasha nataliya natalya nataliia
  maria masha mariya mariia marija
  anna anya hanna
  olga olha olya
  irina ira iryna
  svetlana sveta svitlana
  jose pepe chepe
  francisco paco pancho curro
  ignacio nacho
  jesus chucho chuy
  eduardo lalo
  guadalupe lupe
  manuel manolo
  enrique quique kike
  rafael rafa
  alberto beto
  roberto beto
  guillermo memo
  luis lucho
  antonio tono toni
  mercedes meche
  dolores lola
  rosario charo
  johannes hans hannes
  josef sepp
  friedrich fritz
  heinrich heinz
  katharina kathe kathi
  elizabeth liz beth betty eliza lisa elisabeth
  margaret maggie meg peggy greta
  katherine kate kathy katie catherine cathy
  patricia pat patty tricia
  jennifer jenny jen
  deborah debbie deb
  mohammed muhammad mohamed mohammad muhammed mohamad mehmet mehmed mohd muhamad md mahomed mamadou magomed mukhammad muhammet
  ahmed ahmad ahmet akhmed akhmad achmad ahmadou
  hussein husayn huseyin hossein husain hussain gusein khusein hoseyn
  hassan hasan khasan gasan
  ibrahim abraham ebrahim ibragim abrahim
  yusuf youssef yousef josef joseph yosef iosif yusif yousaf
  ismail ismael esmail izmail ishmael
  issa isa eisa isse
  musa moussa mousa moses moshe
  yahya yehya yahia
  yaqub yakub yaqoob jacob yaakov iakov
  ishaq isaac yitzhak isak ishak
  suleiman sulaiman soliman suleyman solomon souleymane sulayman
  daoud dawood dawud davud daud
  osman othman uthman usman ousmane
  omar umar omer
  aisha ayesha aicha aishah aysha ayse
  fatima fatma fatemeh fatimah fatoumata
  khadija hatice khadijah hadija
  zainab zaynab zeynep zeinab
  maryam mariam meryem miriam maria
  jamal gamal djamal djamel cemal dzhamal
  jalal galal djalal celal
  jamil gamil djamil cemil
  majid maged madjid mecit
  mustafa mostafa moustapha mustapha
  qasim kassem qassem gasim kasim casim
  tawfiq tewfik tawfik taoufik
  abdallah abdulla abdou
  gholam ghulam
  reza rida ridha riza
  mehdi mahdi mehdy
  xavier javier
  stefan stephan stepan stephen istvan esteban
  george georgy georgi giorgi jorge jorg georgios yorgos giorgos heorhiy heorhii
  paul pablo paulo pavle
  mahmoud mahmud mahmood mehmood mehmud mahmut
  lee li yi rhee
  park pak bak
  choi choe
  kim gim
  jung jeong chung chong
  kang gang
  cho jo
  chang jang zhang
  wong wang huang
  chan chen tan
  ng wu
  lim lam lin
  cheung zhang
  lau liu
  yeung yang
  ho he
  chow zhou chou
  tsai cai
  hsu xu
  hsieh xie
  tseng zeng
  cheng zheng
  chiang jiang
  kuo guo
  leung liang
  kwok guo
  tang deng
`;

const groupsOf = new Map<string, Set<string>>();
for (const line of GROUPS.split('\n')) {
  const names = line
    .trim()
    .split(/\s+/)
    .filter((name) => name !== '');
  for (const name of names) {
    const others = groupsOf.get(name) ?? new Set<string>();
    for (const other of names) if (other !== name) others.add(other);
    groupsOf.set(name, others);
  }
}

const NONE: readonly string[] = [];
const listOf = new Map([...groupsOf].map(([name, others]) => [name, [...others]]));

/** All tokens that stand for the same given name; `sameNickname(a, b)` for each of them. */
export const nicknamesOf = (text: string): readonly string[] => listOf.get(text) ?? NONE;

/** Whether two different folded tokens are forms of one name. Symmetric. */
export const sameNickname = (a: string, b: string): boolean => groupsOf.get(a)?.has(b) ?? false;
